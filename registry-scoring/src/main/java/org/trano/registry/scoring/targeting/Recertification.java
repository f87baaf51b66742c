package org.trano.registry.scoring.targeting;

import java.time.LocalDate;
import java.time.Period;

/**
 * When a household has to be asked again: so long after it was selected, and so long after its interview, whichever comes first.
 *
 * @param term how long a selection holds
 * @param dataAge how old the answers may become
 */
public record Recertification(Period term, Period dataAge) {
    /**
     * Checks that both lie ahead.
     *
     * @param term how long a selection holds
     * @param dataAge how old the answers may become
     */
    public Recertification {
        if (term.isNegative() || term.isZero() || dataAge.isNegative() || dataAge.isZero()) {
            throw new IllegalArgumentException("A selection for " + term + " on answers of at most " + dataAge
                    + " holds for nobody. Maybe P2Y and P3Y?");
        }
    }

    /**
     * The last day on which the selection holds.
     *
     * @param selected the day of the selection
     * @param interviewed the day of the interview
     * @return the day; it lies before the selection where the answers were too old already
     */
    public LocalDate due(LocalDate selected, LocalDate interviewed) {
        LocalDate byTerm = selected.plus(term);
        LocalDate byAge = interviewed.plus(dataAge);
        return byAge.isBefore(byTerm) ? byAge : byTerm;
    }
}

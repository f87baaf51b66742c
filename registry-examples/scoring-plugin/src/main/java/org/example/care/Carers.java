package org.example.care;

import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.indicator.MissingReason;

/** How many members can care for others: from 15 to 69 and without a disability. Declared models ask for it as {@code carers 1}. */
public final class Carers implements IndicatorDefinition {
    @Override public String name() { return "carers"; }
    @Override public String version() { return "1"; }
    @Override public Indicator.Type type() { return Indicator.Type.NUMBER; }

    @Override public Indicator.Value of(Household household) {
        int carers = 0;
        for (Member member : household.members()) {
            var person = member.person();
            var day = household.interview().date();
            Certainty grown = person.birth().isAgedAtLeast(15, day);
            Certainty old = person.birth().isAgedAtLeast(70, day);
            Certainty disabled = person.functioning() == null ? Certainty.MAYBE : person.functioning().isDisabled();
            if (grown == Certainty.NO || old == Certainty.YES || disabled == Certainty.YES) {
                continue;
            }
            if (grown == Certainty.MAYBE || old == Certainty.MAYBE || disabled == Certainty.MAYBE) {
                return new Indicator.Missing(MissingReason.WHO_COUNTS, person.id().toString());
            }
            carers++;
        }
        return new Indicator.NumberValue(carers);
    }
}

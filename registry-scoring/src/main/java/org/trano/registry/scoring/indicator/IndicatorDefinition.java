package org.trano.registry.scoring.indicator;

import org.trano.registry.core.household.Household;

/**
 * An indicator of one's own: what no question and no count can say, worked out in Java from a household. A plug-in brings it
 * ({@link org.trano.registry.scoring.plugin.ScoringModelProvider#definitions()}), and models ask for it by name and version
 * ({@code "registry": {"plugin": "care_load", "version": "1"}}), so that another definition is another model.
 *
 * <p>Implementations keep no state, use no clock, no network and no random numbers: the same household gets the same value for ever.
 * They are thread-safe.
 */
public interface IndicatorDefinition {
    /**
     * What models call it.
     *
     * @return letters, digits, {@code . _ -}; at most 64 of them
     */
    String name();

    /**
     * The version; another definition is another version.
     *
     * @return for example {@code 1}
     */
    String version();

    /**
     * What kind of answer it has.
     *
     * @return number or code
     */
    Indicator.Type type();

    /**
     * Works it out.
     *
     * @param household the household; ages are those of the day of its interview
     * @return a finite number or a code, as {@link #type} says; or why it is not known
     */
    Indicator.Value of(Household household);
}

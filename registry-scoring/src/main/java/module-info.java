import org.jspecify.annotations.NullMarked;

/**
 * Who qualifies, and why: indicators of a household, models that turn them into a score, the explanation of each score, and the
 * list that a quota makes of them. Begin with {@link org.trano.registry.scoring.Scorer}.
 */
@NullMarked
module org.trano.registry.scoring {
    requires static transitive org.jspecify;
    requires transitive org.trano.registry.core;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports org.trano.registry.scoring;
    exports org.trano.registry.scoring.indicator;
    exports org.trano.registry.scoring.model;
    exports org.trano.registry.scoring.plugin;
    exports org.trano.registry.scoring.simulate;
    exports org.trano.registry.scoring.targeting;

    uses org.trano.registry.scoring.plugin.ScoringModelProvider;
}

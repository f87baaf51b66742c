import org.jspecify.annotations.NullMarked;

/**
 * Who qualifies, and why: indicators of a household, models that turn them into a score, and the explanation of each score.
 * Begin with {@link org.trano.registry.scoring.model.ProxyMeansTest}.
 */
@NullMarked
module org.trano.registry.scoring {
    requires static transitive org.jspecify;
    requires transitive org.trano.registry.core;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports org.trano.registry.scoring.indicator;
    exports org.trano.registry.scoring.model;
}

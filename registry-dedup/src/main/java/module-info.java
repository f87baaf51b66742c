import org.jspecify.annotations.NullMarked;

/**
 * Who is who: finds records of the same person within one list or across several, without training data. Begin with
 * {@link org.trano.registry.dedup.Deduplicator}.
 */
@NullMarked
module org.trano.registry.dedup {
    requires static transitive org.jspecify;
    requires transitive org.trano.registry.core;
    requires transitive org.apache.commons.text;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports org.trano.registry.dedup;
    exports org.trano.registry.dedup.compare;
    exports org.trano.registry.dedup.desk;
    exports org.trano.registry.dedup.evaluate;
    exports org.trano.registry.dedup.name;
    exports org.trano.registry.dedup.review;
    exports org.trano.registry.dedup.search;
    exports org.trano.registry.dedup.survivor;

    uses org.trano.registry.dedup.name.CulturePackProvider;

    provides org.trano.registry.dedup.name.CulturePackProvider with
            org.trano.registry.dedup.name.StandardPacks;
}

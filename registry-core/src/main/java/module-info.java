import org.jspecify.annotations.NullMarked;

/**
 * What a registry knows: people, households, the events that say how we came to know them, the store they are kept in
 * and the files they arrive by. Begin with {@link org.trano.registry.core.Registry}.
 */
@NullMarked
module org.trano.registry.core {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.annotation;
    requires com.github.benmanes.caffeine;
    requires de.siegmar.fastcsv;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports org.trano.registry.core;
    exports org.trano.registry.core.actor;
    exports org.trano.registry.core.area;
    exports org.trano.registry.core.cache;
    exports org.trano.registry.core.code;
    exports org.trano.registry.core.event;
    exports org.trano.registry.core.exchange;
    exports org.trano.registry.core.household;
    exports org.trano.registry.core.person;
    exports org.trano.registry.core.problem;
    exports org.trano.registry.core.programme;
    exports org.trano.registry.core.report;
    exports org.trano.registry.core.store;
    exports org.trano.registry.core.survey;

    // States are written as JSON.
    opens org.trano.registry.core.state to
            tools.jackson.databind;
}

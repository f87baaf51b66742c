import org.jspecify.annotations.NullMarked;

/** Contracts for plug-ins: extend the suite, name your implementation, and every clause of the contract is tested. */
@NullMarked
module org.trano.registry.testkit {
    requires static transitive org.jspecify;
    requires transitive org.trano.registry.core;
    requires transitive org.trano.registry.dedup;
    requires transitive org.trano.registry.scoring;
    requires transitive net.jqwik.api;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

    exports org.trano.registry.testkit;
}

import org.jspecify.annotations.NullMarked;

/** Where a registry is kept: one SQLite file. Begin with {@link org.trano.registry.jdbc.SqliteStore}. */
@NullMarked
module org.trano.registry.jdbc {
    requires static transitive org.jspecify;
    requires transitive org.trano.registry.core;
    requires java.sql;
    requires org.slf4j;

    exports org.trano.registry.jdbc;

    // The driver is found by the service loader; on the module path it must be resolved as org.xerial.sqlitejdbc.
    uses java.sql.Driver;
}

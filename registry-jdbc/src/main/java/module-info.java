import org.jspecify.annotations.NullMarked;

/**
 * Where a registry is kept: one SQLite file ({@link org.trano.registry.jdbc.SqliteStore}) or a PostgreSQL database
 * ({@link org.trano.registry.jdbc.PostgresStore}).
 */
@NullMarked
module org.trano.registry.jdbc {
    requires static transitive org.jspecify;
    requires transitive org.trano.registry.core;
    requires transitive java.sql;
    requires org.slf4j;

    exports org.trano.registry.jdbc;

    // The driver is found by the service loader; on the module path it must be resolved as org.xerial.sqlitejdbc.
    uses java.sql.Driver;
}

package org.trano.registry.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** A connection and the statements prepared on it, which are used again. Used by one thread at a time. */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final boolean closesConnection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection, boolean closesConnection) {
        this.connection = connection;
        this.closesConnection = closesConnection;
    }

    Connection connection() {
        return connection;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        } else {
            // What an append that failed half-way had still to do must not be done by the next.
            statement.clearBatch();
        }
        return statement;
    }

    void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    int number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
        if (closesConnection) {
            connection.close();
        }
    }
}

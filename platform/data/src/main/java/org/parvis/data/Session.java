package org.parvis.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.parvis.api.data.RowMapper;

/** A connection that one thread uses, with its prepared statements. */
final class Session implements AutoCloseable {
    private static final int BATCH = 500;

    private final Connections connections;
    private final Connection lease;
    private final StatementCache statements;
    private boolean broken;

    Session(Connections connections, Connection lease, StatementCache statements) {
        this.connections = connections;
        this.lease = lease;
        this.statements = statements;
    }

    Store store() {
        return connections.store();
    }

    <T> List<T> query(NamedSql sql, Scope scope, Object[] parameters, RowMapper<T> mapper, int limit) throws SQLException {
        Binding binding = new Binding(store(), sql, scope, parameters);
        String text = binding.text();
        PreparedStatement statement = statements.take(text);
        boolean done = false;
        try {
            binding.bind(statement, scope);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = resultOf(sql, binding, statement)) {
                JdbcRow row = new JdbcRow(store(), sql, rows);
                while (found.size() < limit && rows.next()) {
                    found.add(mapper.map(row));
                }
            }
            done = true;
            return found;
        } finally {
            finish(text, statement, done);
        }
    }

    private ResultSet resultOf(NamedSql sql, Binding binding, PreparedStatement statement) throws SQLException {
        if (!sql.scoped()) {
            return statement.executeQuery();
        }
        store().beforeQuery(statement, binding.nulls());
        statement.execute();
        if (!statement.getMoreResults()) {
            throw new SQLException("the statement returned no rows");
        }
        return statement.getResultSet();
    }

    int execute(NamedSql sql, Scope scope, Object... parameters) throws SQLException {
        Binding binding = new Binding(store(), sql, scope, parameters);
        String text = binding.text();
        PreparedStatement statement = statements.take(text);
        boolean done = false;
        try {
            binding.bind(statement, scope);
            int count;
            if (!sql.scoped()) {
                count = statement.executeUpdate();
            } else {
                statement.execute();
                statement.getMoreResults();
                count = statement.getUpdateCount();
            }
            done = true;
            return count;
        } finally {
            finish(text, statement, done);
        }
    }

    /** Runs a statement once per row; the door must have been told to the database in this transaction by {@link #enter}. */
    void executeAll(NamedSql sql, Scope scope, List<Object[]> rows) throws SQLException {
        String text = sql.plainText();
        PreparedStatement statement = statements.take(text);
        boolean done = false;
        try {
            int waiting = 0;
            for (Object[] row : rows) {
                new Binding(store(), sql, scope, row).bindPlain(statement);
                statement.addBatch();
                if (++waiting == BATCH) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                statement.executeBatch();
            }
            done = true;
        } finally {
            finish(text, statement, done);
        }
    }

    /** Tells the database the door, for statements of this transaction that go without prefix. */
    void enter(Scope scope) throws SQLException {
        if (!store().scopePrefix().isEmpty()) {
            String text = store().scopePrefix();
            PreparedStatement statement = statements.take(text);
            boolean done = false;
            try {
                scope.bind(statement);
                statement.execute();
                done = true;
            } finally {
                finish(text, statement, done);
            }
        }
    }

    private void finish(String text, PreparedStatement statement, boolean done) throws SQLException {
        if (done) {
            statements.giveBack(text, statement);
        } else {
            // Whatever failed may have left it with a batch or an open result.
            statement.close();
        }
    }

    void begin() throws SQLException {
        lease.setAutoCommit(false);
    }

    void commit() throws SQLException {
        statements.connection().commit();
    }

    void rollback() {
        try {
            statements.connection().rollback();
        } catch (SQLException e) {
            markBroken();
        }
    }

    /** The connection is not to be used again. */
    void markBroken() {
        broken = true;
    }

    /** Has a look at a failure before it goes on. */
    SQLException noticing(SQLException failure) {
        if (Failures.broken(failure)) {
            markBroken();
        }
        return failure;
    }

    Connection connection() {
        return statements.connection();
    }

    @Override
    public void close() {
        if (broken) {
            connections.discard(lease, statements.connection());
            return;
        }
        try {
            if (!lease.getAutoCommit()) {
                lease.setAutoCommit(true);
            }
            lease.close();
        } catch (SQLException e) {
            connections.discard(lease, statements.connection());
        }
    }
}

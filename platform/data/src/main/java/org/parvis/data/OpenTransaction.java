package org.parvis.data;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.ChangeListener.Change;
import org.parvis.api.data.RowMapper;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** A transaction while its work runs; of no use afterwards, nor once one of its statements failed. */
final class OpenTransaction implements Transaction {
    private final TenantId tenant;
    private final Scope scope;
    private final Session session;
    private final Statements statements;
    private final Changes changes;
    private final WorkTable work;
    private final Set<String> tags = new LinkedHashSet<>();
    private boolean ended;
    private boolean entered;
    private boolean queued;
    private boolean inDoubt;
    private @Nullable SQLException failure;

    OpenTransaction(TenantId tenant, Scope scope, Session session, Statements statements, Changes changes, WorkTable work) {
        this.tenant = tenant;
        this.scope = scope;
        this.session = session;
        this.statements = statements;
        this.changes = changes;
        this.work = work;
    }

    void begin() throws SQLException {
        session.begin();
    }

    void commit() throws SQLException {
        usable();
        if (!tags.isEmpty()) {
            changes.write(session, tenant, tags);
        }
        if (!tags.isEmpty() || queued) {
            changes.wake(session);
        }
        inDoubt = true;
        session.commit();
        inDoubt = false;
    }

    /** The commit was asked for, and no answer came: it may have happened. */
    boolean inDoubt() {
        return inDoubt;
    }

    void end() {
        ended = true;
    }

    List<Change> changes() {
        return tags.stream().map(this::change).toList();
    }

    private Change change(String tag) {
        int at = tag.lastIndexOf('@');
        return at < 0 ? new Change(tenant, tag) : new Change(TenantId.of(tag.substring(at + 1)), tag.substring(0, at));
    }

    boolean queuedWork() {
        return queued;
    }

    boolean lostARace() {
        return failure != null && Failures.again(failure);
    }

    /** Remembers why this transaction cannot go on. */
    RuntimeException failed(SQLException e, String sql) {
        session.noticing(e);
        failure = e;
        return Failures.of(e, sql);
    }

    private void usable() {
        if (ended) {
            throw new IllegalStateException("The transaction has ended.");
        }
        if (failure != null) {
            throw new IllegalStateException("A statement of this transaction failed before: let it end.", failure);
        }
    }

    <T> List<T> query(NamedSql sql, Scope through, RowMapper<T> mapper, int limit, Object[] parameters) {
        usable();
        try {
            // A statement of another door tells the database its own; batches, which tell none, must do so again.
            entered &= through.equals(scope);
            return session.query(sql, through, parameters, mapper, limit);
        } catch (JdbcRow.RowFailed e) {
            throw failed(e.failure(), sql.source());
        } catch (SQLException e) {
            throw failed(e, sql.source());
        }
    }

    @Override
    public TenantId tenant() {
        return tenant;
    }

    @Override
    public <T> List<T> list(String sql, RowMapper<T> mapper, Object... parameters) {
        return query(statements.reading(Door.TENANT, sql), scope, mapper, Integer.MAX_VALUE, parameters);
    }

    @Override
    public <T> Optional<T> one(String sql, RowMapper<T> mapper, Object... parameters) {
        List<T> rows = query(statements.reading(Door.TENANT, sql), scope, mapper, 1, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    @Override
    public int execute(String sql, Object... parameters) {
        usable();
        NamedSql statement = statements.writing(sql);
        try {
            return session.execute(statement, scope, parameters);
        } catch (SQLException e) {
            throw failed(e, sql);
        }
    }

    @Override
    public void executeAll(String sql, List<Object[]> rows) {
        usable();
        NamedSql statement = statements.writing(sql);
        if (rows.isEmpty()) {
            return;
        }
        try {
            if (!entered) {
                session.enter(scope);
                entered = true;
            }
            session.executeAll(statement, scope, rows);
        } catch (SQLException e) {
            throw failed(e, sql);
        }
    }

    @Override
    public void touch(String... touched) {
        usable();
        tags.addAll(List.of(touched));
    }

    @Override
    public void enqueue(String queue, String payload) {
        usable();
        try {
            work.add(session, tenant, queue, payload);
            queued = true;
        } catch (SQLException e) {
            throw failed(e, "enqueue " + queue);
        }
    }
}

package org.parvis.data;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.RowMapper;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** The three doors to the data. */
final class Doors implements Database {
    private final Connections connections;
    private final Statements statements;
    private final Transactions transactions;
    private final Purposes purposes = new Purposes();

    Doors(Connections connections, Statements statements, Transactions transactions) {
        this.connections = connections;
        this.statements = statements;
        this.transactions = transactions;
    }

    @Override
    public TenantData of(TenantId tenant) {
        return new OneTenant(tenant, Scope.of(tenant));
    }

    @Override
    public Reader of(Collection<TenantId> granted) {
        return new Reads(Scope.of(granted));
    }

    @Override
    public Reader acrossTerritory(String purpose) {
        purposes.used(purpose);
        return new Reads(Scope.TERRITORY);
    }

    private <T> List<T> read(Scope scope, String sql, RowMapper<T> mapper, int limit, Object[] parameters) {
        NamedSql statement = statements.reading(scope.door(), sql);
        OpenTransaction open = transactions.current();
        if (open != null) {
            // On the same connection: in Derby another one would wait for the locks of this very thread.
            return open.query(statement, scope, mapper, limit, parameters);
        }
        return connections.use(session -> session.query(statement, scope, parameters, mapper, limit), sql);
    }

    /** Queries through one door. */
    private class Reads implements Reader {
        private final Scope scope;

        Reads(Scope scope) {
            this.scope = scope;
        }

        @Override
        public <T> List<T> list(String sql, RowMapper<T> mapper, Object... parameters) {
            return read(scope, sql, mapper, Integer.MAX_VALUE, parameters);
        }

        @Override
        public <T> Optional<T> one(String sql, RowMapper<T> mapper, Object... parameters) {
            List<T> rows = read(scope, sql, mapper, 1, parameters);
            return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
        }
    }

    /** The first door. */
    private final class OneTenant extends Reads implements TenantData {
        private final TenantId tenant;
        private final Scope scope;

        OneTenant(TenantId tenant, Scope scope) {
            super(scope);
            this.tenant = tenant;
            this.scope = scope;
        }

        @Override
        public TenantId tenant() {
            return tenant;
        }

        @Override
        public <T> T call(Function<Transaction, T> work) {
            return transactions.call(tenant, scope, work);
        }
    }
}

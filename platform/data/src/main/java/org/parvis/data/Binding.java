package org.parvis.data;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.TenantId;

/** Values for the parameters of one statement. */
final class Binding {
    /** Longer lists would meet the limits of the databases. */
    private static final int LONGEST_LIST = 5_000;

    private final Store store;
    private final NamedSql sql;
    private final @Nullable Object[] values;
    private int @Nullable [] counts;
    private boolean nulls;

    Binding(Store store, NamedSql sql, Scope scope, Object[] parameters) {
        this.store = store;
        this.sql = sql;
        List<String> names = sql.names();
        refuseReserved(scope, parameters);
        values = new Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(names.get(i), scope, parameters);
            if (values[i] instanceof Collection<?> list) {
                count(i, list);
            }
        }
    }

    private void refuseReserved(Scope scope, Object[] parameters) {
        if (parameters.length % 2 != 0) {
            throw new IllegalArgumentException("Parameters come in pairs of name and value: " + sql.source());
        }
        for (int i = 0; i < parameters.length; i += 2) {
            if (scope.bound((String) parameters[i]) != null) {
                throw new IllegalArgumentException(":" + parameters[i] + " is bound by the door: " + sql.source());
            }
        }
    }

    private @Nullable Object value(String name, Scope scope, Object[] parameters) {
        Object bound = scope.bound(name);
        if (bound != null) {
            return bound;
        }
        for (int i = 0; i + 1 < parameters.length; i += 2) {
            if (name.equals(parameters[i])) {
                return parameters[i + 1];
            }
        }
        throw new IllegalArgumentException("No value for :" + name + " of: " + sql.source());
    }

    private void count(int place, Collection<?> list) {
        if (list.size() > LONGEST_LIST) {
            throw new IllegalArgumentException("A list of " + list.size() + " values is too long for: " + sql.source());
        }
        if (counts == null) {
            counts = new int[values.length];
            Arrays.fill(counts, 1);
        }
        // Rounded up, so that lists of many lengths share few statements; what is over repeats the last value.
        counts[place] = list.size() <= 1 ? 1 : Integer.highestOneBit(list.size() - 1) << 1;
    }

    String text() {
        return counts == null ? sql.text() : sql.text(counts);
    }

    /** Binds the door's settings, where it takes them, and all values. */
    void bind(PreparedStatement statement, Scope scope) throws SQLException {
        if (sql.scoped()) {
            scope.bind(statement);
        }
        bindFrom(statement, sql.scoped() ? Scope.SETTINGS : 0);
    }

    /** Whether null was bound, as a value or for a list without any. */
    boolean nulls() {
        return nulls;
    }

    /** Binds the values of a statement without the door's settings. */
    void bindPlain(PreparedStatement statement) throws SQLException {
        if (counts != null) {
            throw new IllegalArgumentException("No list can be bound in a batch: " + sql.source());
        }
        bindFrom(statement, 0);
    }

    private void bindFrom(PreparedStatement statement, int before) throws SQLException {
        int position = before;
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Collection<?> list) {
                position = bindList(statement, position, list, counts == null ? 1 : counts[i]);
            } else {
                bindValue(statement, ++position, values[i]);
            }
        }
    }

    private int bindList(PreparedStatement statement, int before, Collection<?> list, int count) throws SQLException {
        int position = before;
        Object last = null;
        for (Object item : list) {
            last = item;
            bindValue(statement, ++position, item);
        }
        while (position < before + count) {
            bindValue(statement, ++position, last);
        }
        return position;
    }

    private void bindValue(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(position, text);
        } else if (value instanceof UUID id) {
            store.bindUuid(statement, position, id);
        } else if (value instanceof TenantId tenant) {
            store.bindUuid(statement, position, tenant.value());
        } else if (value instanceof Instant instant) {
            store.bindInstant(statement, position, instant.truncatedTo(ChronoUnit.MICROS));
        } else if (value instanceof Integer number) {
            statement.setInt(position, number);
        } else if (value instanceof Long number) {
            statement.setLong(position, number);
        } else if (value instanceof Boolean truth) {
            statement.setBoolean(position, truth);
        } else if (value == null) {
            nulls = true;
            store.bindNull(statement, position);
        } else {
            bindRare(statement, position, value);
        }
    }

    private void bindRare(PreparedStatement statement, int position, Object value) throws SQLException {
        if (value instanceof Enum<?> constant) {
            statement.setString(position, constant.name());
        } else if (value instanceof LocalDate date) {
            store.bindDate(statement, position, date);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(position, number);
        } else if (value instanceof Double number) {
            statement.setDouble(position, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(position, bytes);
        } else {
            throw new IllegalArgumentException("Values of " + value.getClass().getName() + " cannot be bound: " + sql.source());
        }
    }
}

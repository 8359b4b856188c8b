package org.parvis.data;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Row;

/** The current row of a result. */
final class JdbcRow implements Row {
    private final Store store;
    private final NamedSql sql;
    private final ResultSet rows;

    JdbcRow(Store store, NamedSql sql, ResultSet rows) {
        this.store = store;
        this.sql = sql;
        this.rows = rows;
    }

    @Override
    public String string(String column) {
        return present(stringOrNull(column), column);
    }

    @Override
    public @Nullable String stringOrNull(String column) {
        return read(column, rows::getString);
    }

    @Override
    public UUID uuid(String column) {
        return present(uuidOrNull(column), column);
    }

    @Override
    public @Nullable UUID uuidOrNull(String column) {
        return read(column, position -> store.uuid(rows, position));
    }

    @Override
    public int integer(String column) {
        return present(integerOrNull(column), column);
    }

    @Override
    public @Nullable Integer integerOrNull(String column) {
        return read(column, position -> {
            int value = rows.getInt(position);
            return rows.wasNull() ? null : value;
        });
    }

    @Override
    public long longValue(String column) {
        return present(
                read(column, position -> {
                    long value = rows.getLong(position);
                    return rows.wasNull() ? null : value;
                }),
                column);
    }

    @Override
    public long longAt(int position) {
        try {
            return rows.getLong(position);
        } catch (SQLException e) {
            throw new RowFailed(e);
        }
    }

    @Override
    public boolean bool(String column) {
        return present(
                read(column, position -> {
                    boolean value = rows.getBoolean(position);
                    return rows.wasNull() ? null : value;
                }),
                column);
    }

    @Override
    public @Nullable BigDecimal decimalOrNull(String column) {
        return read(column, rows::getBigDecimal);
    }

    @Override
    public @Nullable Double doubleOrNull(String column) {
        return read(column, position -> {
            double value = rows.getDouble(position);
            return rows.wasNull() ? null : value;
        });
    }

    @Override
    public Instant instant(String column) {
        return present(instantOrNull(column), column);
    }

    @Override
    public @Nullable Instant instantOrNull(String column) {
        return read(column, position -> store.instant(rows, position));
    }

    @Override
    public LocalDate date(String column) {
        return present(dateOrNull(column), column);
    }

    @Override
    public @Nullable LocalDate dateOrNull(String column) {
        return read(column, position -> {
            Date date = rows.getDate(position);
            return date == null ? null : date.toLocalDate();
        });
    }

    @Override
    public byte @Nullable [] bytesOrNull(String column) {
        return read(column, rows::getBytes);
    }

    private <T> @Nullable T read(String column, Cell<T> cell) {
        try {
            return cell.at(sql.column(column, rows));
        } catch (SQLException e) {
            throw new RowFailed(e);
        }
    }

    private <T> T present(@Nullable T value, String column) {
        if (value == null) {
            throw new IllegalStateException("Column " + column + " is null in: " + sql.source());
        }
        return value;
    }

    /** Reads one cell. */
    @FunctionalInterface
    private interface Cell<T> {
        @Nullable T at(int position) throws SQLException;
    }

    /** Carries a failure of the database through a mapper; unwrapped by the door. */
    static final class RowFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RowFailed(SQLException cause) {
            super(cause);
        }

        SQLException failure() {
            return (SQLException) getCause();
        }
    }
}

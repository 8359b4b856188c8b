package org.parvis.data;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parvis.data.check.SqlText;

/** A statement cut at its named parameters, ready to be bound; one instance per distinct text, kept for good. */
final class NamedSql {
    private final String source;
    private final List<String> pieces;
    private final List<String> names;
    private final String prefix;
    private final String plainText;
    private final String text;
    private volatile Map<String, Integer> columns = Map.of();

    /** @param prefix tells the database the door, see {@link Store#scopePrefix}; empty when it is not told */
    NamedSql(SqlText parsed, String prefix) {
        this.source = parsed.source();
        this.pieces = parsed.pieces();
        this.names = parsed.parameters();
        this.prefix = prefix;
        this.plainText = String.join("?", pieces);
        this.text = prefix + plainText;
    }

    /** Whether the first parameters are those of the door. */
    boolean scoped() {
        return !prefix.isEmpty();
    }

    String source() {
        return source;
    }

    /** Names in the order of their places. */
    List<String> names() {
        return names;
    }

    /** With one question mark per parameter, for a store that is told the door with each statement. */
    String text() {
        return text;
    }

    /** As {@link #text}, without telling the door. */
    String plainText() {
        return plainText;
    }

    /** As {@link #text}, with as many question marks at each place as said. */
    String text(int[] counts) {
        StringBuilder made = new StringBuilder(prefix);
        for (int i = 0; i < counts.length; i++) {
            made.append(pieces.get(i)).append('?').append(",?".repeat(counts[i] - 1));
        }
        return made.append(pieces.get(counts.length)).toString();
    }

    /** Position of a column, from 1. */
    int column(String name, ResultSet rows) throws SQLException {
        Integer known = columns.get(name);
        return known != null ? known : learn(name, rows);
    }

    private int learn(String name, ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        Map<String, Integer> learned = new HashMap<>();
        for (int i = meta.getColumnCount(); i >= 1; i--) {
            learned.put(meta.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
        }
        Integer position = learned.get(name.toLowerCase(Locale.ROOT));
        if (position == null) {
            throw new IllegalArgumentException("No column " + name + " in: " + source);
        }
        learned.putAll(columnsStillTrue(learned));
        learned.put(name, position);
        columns = Map.copyOf(learned);
        return position;
    }

    /** Spellings in other cases that were learned before, as far as the columns are where they were. */
    private Map<String, Integer> columnsStillTrue(Map<String, Integer> fresh) {
        Map<String, Integer> kept = new HashMap<>(columns);
        kept.entrySet().removeIf(known -> !known.getValue().equals(fresh.get(known.getKey().toLowerCase(Locale.ROOT))));
        return kept;
    }
}

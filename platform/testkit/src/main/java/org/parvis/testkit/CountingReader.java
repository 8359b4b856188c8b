package org.parvis.testkit;

import java.util.ArrayList;
import java.util.List;
import org.parvis.api.data.Reader;
import org.parvis.api.data.RowMapper;

/** Reads through another one and remembers what was asked. */
public final class CountingReader implements Reader {
    private final Reader reader;
    private final List<String> statements = new ArrayList<>();

    public CountingReader(Reader reader) {
        this.reader = reader;
    }

    /** In their order. */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    @Override
    public <T> List<T> list(String sql, RowMapper<T> mapper, Object... parameters) {
        statements.add(sql);
        return reader.list(sql, mapper, parameters);
    }
}

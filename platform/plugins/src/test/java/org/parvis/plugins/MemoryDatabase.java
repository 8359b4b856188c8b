package org.parvis.plugins;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.RowMapper;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** Two tables in memory, for this module's few statements; the real database is tested by the module that makes it. */
final class MemoryDatabase implements Database, TenantData, Transaction {

    private static final Pattern TABLE = Pattern.compile("(?:from|into) (\\w+)");
    private final Map<String, List<Map<String, Object>>> tables = new HashMap<>();

    @Override
    public TenantData of(TenantId tenant) {
        return this;
    }

    @Override
    public Reader of(Collection<TenantId> granted) {
        return this;
    }

    @Override
    public Reader acrossTerritory(String purpose) {
        return this;
    }

    @Override
    public TenantId tenant() {
        return TenantId.TERRITORY;
    }

    @Override
    public <T> T call(Function<Transaction, T> work) {
        return work.apply(this);
    }

    @Override
    public synchronized <T> List<T> list(String sql, RowMapper<T> mapper, Object... parameters) {
        return table(sql).stream().filter(row -> fits(row, pairs(parameters))).map(row -> mapper.map(row(row))).toList();
    }

    @Override
    public synchronized int execute(String sql, Object... parameters) {
        Map<String, Object> values = pairs(parameters);
        if (sql.startsWith("insert")) {
            table(sql).add(values);
        } else {
            table(sql).removeIf(row -> fits(row, values));
        }
        return 1;
    }

    @Override
    public void executeAll(String sql, List<Object[]> rows) {
        rows.forEach(row -> execute(sql, row));
    }

    @Override
    public void touch(String... tags) {}

    @Override
    public void enqueue(String queue, String payload) {
        throw new UnsupportedOperationException(queue);
    }

    private List<Map<String, Object>> table(String sql) {
        Matcher matcher = TABLE.matcher(sql);
        if (!matcher.find()) {
            throw new IllegalArgumentException(sql);
        }
        return tables.computeIfAbsent(matcher.group(1), any -> new CopyOnWriteArrayList<>(new ArrayList<>()));
    }

    private static boolean fits(Map<String, Object> row, Map<String, Object> values) {
        return values.entrySet().stream().allMatch(value -> value.getValue().equals(row.get(value.getKey())));
    }

    private static Map<String, Object> pairs(Object[] parameters) {
        Map<String, Object> pairs = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.put((String) parameters[i], parameters[i + 1]);
        }
        return pairs;
    }

    private static Row row(Map<String, Object> values) {
        return (Row) Proxy.newProxyInstance(Row.class.getClassLoader(), new Class<?>[] {Row.class}, (proxy, method, arguments) -> {
            Object value = values.get((String) arguments[0]);
            if (!List.of("string", "stringOrNull", "uuid", "bool").contains(method.getName())) {
                throw new UnsupportedOperationException(method + Arrays.toString(arguments));
            }
            return value instanceof UUID || value instanceof Boolean || value == null ? value : value.toString();
        });
    }
}

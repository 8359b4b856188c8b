package org.parvis.api.data;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Runs queries. Parameters come in pairs of name and value; a collection expands to a list for {@code in (:name)}. */
@ProviderType
public interface Reader {

    <T> List<T> list(String sql, RowMapper<T> mapper, Object... parameters);

    /** The first row, if any. */
    default <T> Optional<T> one(String sql, RowMapper<T> mapper, Object... parameters) {
        return list(sql, mapper, parameters).stream().findFirst();
    }

    /** The first column of the only row of an aggregate. */
    default long count(String sql, Object... parameters) {
        return one(sql, row -> row.longAt(1), parameters).orElse(0L);
    }
}

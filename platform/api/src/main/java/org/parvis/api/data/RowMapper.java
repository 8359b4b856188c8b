package org.parvis.api.data;

/** From a row to a value. */
@FunctionalInterface
public interface RowMapper<T> {
    T map(Row row);
}

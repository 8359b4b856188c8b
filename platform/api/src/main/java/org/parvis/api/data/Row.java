package org.parvis.api.data;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The current row of a query; columns by name, case-insensitive. Methods without "OrNull" throw {@link IllegalStateException} on
 * a null.
 */
@ProviderType
public interface Row {

    String string(String column);

    @Nullable String stringOrNull(String column);

    UUID uuid(String column);

    @Nullable UUID uuidOrNull(String column);

    int integer(String column);

    @Nullable Integer integerOrNull(String column);

    long longValue(String column);

    /** By position, from 1: for aggregates. */
    long longAt(int position);

    boolean bool(String column);

    @Nullable BigDecimal decimalOrNull(String column);

    @Nullable Double doubleOrNull(String column);

    /** UTC, to the microsecond. */
    Instant instant(String column);

    @Nullable Instant instantOrNull(String column);

    LocalDate date(String column);

    @Nullable LocalDate dateOrNull(String column);

    byte @Nullable [] bytesOrNull(String column);
}

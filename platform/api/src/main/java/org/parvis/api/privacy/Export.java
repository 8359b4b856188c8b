package org.parvis.api.privacy;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Takes the data of one person, record by record; what was handed over is not kept in memory. */
@ProviderType
public interface Export {

    /**
     * @param processing id of the processing that the record belongs to
     * @param title of this record, as shown
     */
    void record(String processing, String title, List<Field> fields) throws IOException;

    /**
     * A field of a record.
     *
     * @param name in JSON: lower case, stable
     * @param labelKey message
     * @param value text, number, boolean, {@code Instant}, {@code LocalDate}, or null
     */
    record Field(String name, String labelKey, @Nullable Object value) {}
}

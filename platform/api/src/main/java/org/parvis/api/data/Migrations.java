package org.parvis.api.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Applies the migrations of a module. */
@ProviderType
public interface Migrations {

    /**
     * Applies what of {@code plugin/db/changelog.yaml} has not been applied; returns at once if nothing changed since last time.
     *
     * @throws MigrationFailed with a sentence that says which change set failed and why; earlier change sets stay applied
     */
    void apply(Source source);

    /** Where a module's change log and its includes are read from. */
    interface Source {

        /** Stable over versions: the id of the plugin. */
        String name();

        /** A file below {@code plugin/db/}. */
        Optional<InputStream> open(String path) throws IOException;

        /** All paths below {@code plugin/db/}. */
        List<String> paths();
    }

    /** A change set failed. */
    final class MigrationFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public MigrationFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

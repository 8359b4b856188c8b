package org.parvis.api.tenant;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Makes tenants; for operators. */
@ProviderType
public interface Provisioning {

    /**
     * Creates a tenant with its site and the default plugins.
     *
     * @throws org.parvis.api.route.Invalid naming the field that is wrong or taken
     */
    Site create(NewTenant tenant);

    /**
     * Creates or updates the communes of a CSV file, and the EPCI that they name; may be run again, and after it was cut off.
     *
     * @param csv UTF-8, with a line of column names; closed by the caller
     * @param progress told after each batch
     * @throws org.parvis.api.route.Invalid if the file as a whole cannot be read: unknown column, missing column, encoding of the header
     * @throws IOException if reading fails
     */
    Report importCsv(InputStream csv, Progress progress) throws IOException;

    /**
     * Gives a tenant another official name. The site moves to the host name made of the new name; the old one redirects to it. The
     * slug stays.
     *
     * @throws org.parvis.api.route.Invalid if the name is none
     * @throws org.parvis.api.route.NotFound if there is no such tenant
     */
    void rename(TenantId tenant, String name);

    /**
     * Closes the site of a commune that was merged into another, whose site its host names redirect to from now on.
     *
     * @throws org.parvis.api.route.NotFound if there is no such tenant
     */
    void merge(TenantId tenant, TenantId into);

    /**
     * What makes a tenant.
     *
     * @param columns further columns as in the CSV file ({@code siren}, {@code population}, {@code theme} ...), by name; may be empty
     */
    record NewTenant(TenantKind kind, String name, @Nullable String insee, Map<String, String> columns) {
        public NewTenant {
            columns = Map.copyOf(columns);
        }
    }

    /** Told how far an import is. */
    @FunctionalInterface
    interface Progress {
        /**
         * @param lines read so far
         * @param total of the file, or -1 while not known
         */
        void read(long lines, long total);
    }

    /** What an import did. */
    record Report(int created, int updated, int unchanged, List<BadLine> refused) {
        public Report {
            refused = List.copyOf(refused);
        }
    }

    /**
     * A line that was left out.
     *
     * @param line number in the file, from 1
     * @param reason a sentence in French
     * @param english the same in English
     */
    record BadLine(long line, String reason, String english) {}
}

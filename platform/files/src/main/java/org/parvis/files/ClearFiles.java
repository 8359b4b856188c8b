package org.parvis.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.file.FileGuard;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.FileTable.FileRow;

/**
 * Files that a guard guards and that lie as they came all the same: from before there was encryption, or chosen in the media library and guarded
 * since.
 */
@Component(service = ClearFiles.class)
public final class ClearFiles {
    private static final int BATCH = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private final StoredFiles files;
    private final FileTable table;
    private final Database database;
    private final Plugins plugins;

    @Activate
    public ClearFiles(@Reference StoredFiles files, @Reference Database database, @Reference Plugins plugins) {
        this.files = files;
        this.table = new FileTable(database);
        this.database = database;
        this.plugins = plugins;
    }

    /**
     * What was done.
     *
     * @param sealed how many files were encrypted
     * @param open how many everybody may read, and so lie as they came
     * @param unreadable ids of those whose content is not there or cannot be read
     */
    public record Outcome(int sealed, int open, List<String> unreadable) {}

    /** Encrypts them, while they are read and written; may be called again whenever it was interrupted. */
    public Outcome seal() {
        int sealed = 0;
        int open = 0;
        List<String> unreadable = new ArrayList<>();
        List<FileGuard> guards = plugins.newest().of(FileGuard.class);
        for (TenantId tenant : table.withClear()) {
            List<FileRow> batch = table.clear(tenant, FIRST, BATCH);
            while (!batch.isEmpty()) {
                for (FileRow file : batch) {
                    if (!isGuarded(guards, database.of(tenant), file)) {
                        open++;
                    } else if (sealed(tenant, file, unreadable)) {
                        sealed++;
                    }
                }
                batch = table.clear(tenant, batch.get(batch.size() - 1).id(), BATCH);
            }
        }
        return new Outcome(sealed, open, unreadable);
    }

    private boolean sealed(TenantId tenant, FileRow file, List<String> unreadable) {
        try {
            return files.seal(tenant, file);
        } catch (IOException lost) {
            unreadable.add(file.id().toString());
            return false;
        }
    }

    private static boolean isGuarded(List<FileGuard> guards, TenantData data, FileRow file) {
        return !file.kind().isEmpty() || guards.stream().anyMatch(guard -> guard.owns(data, StoredFiles.file(file)));
    }
}

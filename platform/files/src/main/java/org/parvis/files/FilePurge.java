package org.parvis.files;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes drafts of pictures that are over their time, and content that no picture and no attachment of any tenant refers to. */
@Component
public final class FilePurge implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(FilePurge.class);

    private final ContentStore store;
    private final ImageTable images;
    private final FileTable files;

    @Activate
    public FilePurge(@Reference FilesHost host, @Reference Database database) {
        this.store = host.store();
        this.images = new ImageTable(database);
        this.files = new FileTable(database);
    }

    @Override
    public String name() {
        return "files.purge";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void run(Instant now) {
        images.deleteDrafts(now);
        Set<String> referred = images.contents();
        referred.addAll(files.contents());
        try {
            int deleted = store.purge(referred, now);
            if (deleted > 0) {
                LOG.info("Deleted {} stored contents that nothing refers to", deleted);
            }
        } catch (IOException unreadable) {
            LOG.warn("Stored content cannot be purged: {}", unreadable.toString());
        }
    }
}

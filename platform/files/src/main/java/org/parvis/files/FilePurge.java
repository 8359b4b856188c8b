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
import org.parvis.files.upload.Uploads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes drafts of pictures that are over their time, what was in quarantine for a month, uploads that nobody can go on with, and content that nothing of any tenant refers to. */
@Component
public final class FilePurge implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(FilePurge.class);

    private final ContentStore store;
    private final ImageTable images;
    private final FileTable files;
    private final AttachmentTable attachments;
    private final Quarantine quarantine;
    private final Uploads uploads;

    @Activate
    public FilePurge(@Reference FilesHost host, @Reference Uploads uploads, @Reference Database database) {
        this.store = host.store();
        this.images = new ImageTable(database);
        this.files = new FileTable(database);
        this.attachments = new AttachmentTable(database);
        this.uploads = uploads;
        this.quarantine = new Quarantine(database);
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
        quarantine.expire(now);
        Set<String> referred = images.contents();
        referred.addAll(files.contents());
        referred.addAll(attachments.contents());
        referred.addAll(quarantine.contents());
        try {
            uploads.purge(now);
            int deleted = store.purge(referred, now);
            if (deleted > 0) {
                LOG.info("Deleted {} stored contents that nothing refers to", deleted);
            }
        } catch (IOException unreadable) {
            LOG.warn("Stored content cannot be purged: {}", unreadable.toString());
        }
    }
}

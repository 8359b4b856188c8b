package org.parvis.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.scan.Verdict;
import org.parvis.files.scan.VirusScan;
import org.parvis.files.seal.TenantKey;
import org.parvis.files.seal.TenantKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what people send: streamed to disk, checked for viruses; what is infected is kept apart, encrypted, for a month. */
@Component(service = Intake.class)
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int LONGEST_FINDING = 200;

    private final ContentStore store;
    private final VirusScan scan;
    private final TenantKeys keys;
    private final Quarantine quarantine;
    private final Clock clock;

    @Activate
    public Intake(@Reference FilesHost host, @Reference VirusScan scan, @Reference TenantKeys keys, @Reference Database database, @Reference Clock clock) {
        this.store = host.store();
        this.scan = scan;
        this.keys = keys;
        this.quarantine = new Quarantine(database);
        this.clock = clock;
    }

    /**
     * @throws Unreadable with that key if it has more bytes than the limit, or if it is infected
     * @throws org.parvis.api.route.Unavailable if it cannot be checked now
     */
    ContentStore.Incoming receive(TenantId tenant, String fileName, InputStream in, long limit, String tooLargeKey) throws IOException, Unreadable {
        ContentStore.Incoming incoming = store.receive(in, limit, tooLargeKey);
        try {
            Verdict verdict = scan.check(incoming.path());
            if (verdict instanceof Verdict.TooLarge) {
                throw new Unreadable("files.scan.large");
            }
            if (verdict instanceof Verdict.Infected infected) {
                isolate(tenant, fileName, incoming, infected.name());
                throw new Unreadable("files.scan.infected", FileNames.clean(fileName));
            }
            return incoming;
        } catch (IOException | Unreadable | RuntimeException refused) {
            incoming.close();
            throw refused;
        }
    }

    private void isolate(TenantId tenant, String fileName, ContentStore.Incoming incoming, String finding) throws IOException, Unreadable {
        UUID id = Ids.next();
        TenantKey key = keys.newest(tenant);
        try (ContentStore.Incoming sealed = seal(key, "quarantine " + tenant + " " + id, incoming)) {
            store.keepSealed(sealed);
            String shortened = finding.length() > LONGEST_FINDING ? finding.substring(0, LONGEST_FINDING) : finding;
            quarantine.insert(tenant, new Quarantine.Held(id, key.id(), sealed.sha(), FileNames.clean(fileName), shortened, clock.instant()));
        }
        LOG.warn("A file sent to tenant {} was put into quarantine as {}: {}", tenant, id, finding);
    }

    /** Encrypts an incoming file into another. */
    ContentStore.Incoming seal(TenantKey key, String context, ContentStore.Incoming plain) throws IOException, Unreadable {
        return store.make(out -> {
            try (OutputStream sealing = key.seal(out, context)) {
                Files.copy(plain.path(), sealing);
            }
        });
    }
}

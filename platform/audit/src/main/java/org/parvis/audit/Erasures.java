package org.parvis.audit;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;

/** Compares entries whose content is gone with the entries that tell of their erasure. */
final class Erasures {
    private static final int BATCH = 1000;

    private final Map<UUID, Erased> byRecord = new HashMap<>();
    private final List<Orphan> orphans = new ArrayList<>();

    /** Told of an entry whose content is gone without a record. */
    @FunctionalInterface
    interface Complaint {
        void about(long seal, @Nullable UUID entry);
    }

    /** Content is gone and nothing says why. */
    private record Orphan(long seal, UUID entry) {}

    /** What goes back to one record. */
    private static final class Erased {
        private final MessageDigest digest = Commitment.sha256();
        private final long seal;
        private Instant latest = Instant.MIN;

        private Erased(long seal) {
            this.seal = seal;
        }
    }

    /** Adds an erased entry; to be called in the order of the chain. */
    void add(Recorded entry, long seal) {
        UUID record = entry.erasedBy();
        if (record == null) {
            orphans.add(new Orphan(seal, entry.id()));
            return;
        }
        Erased erased = byRecord.computeIfAbsent(record, id -> new Erased(seal));
        Eraser.add(erased.digest, entry.id());
        erased.latest = entry.happened().isAfter(erased.latest) ? entry.happened() : erased.latest;
    }

    void check(Reader reader, Complaint complaint) {
        orphans.forEach(orphan -> complaint.about(orphan.seal(), orphan.entry()));
        List<UUID> records = List.copyOf(byRecord.keySet());
        for (int from = 0; from < records.size(); from += BATCH) {
            check(records.subList(from, Math.min(records.size(), from + BATCH)), reader, complaint);
        }
    }

    private void check(List<UUID> records, Reader reader, Complaint complaint) {
        Map<UUID, Recorded> found = new HashMap<>();
        reader.list("select " + Recorded.COLUMNS + " from audit_entry a where a.tenant_id = :tenant and a.id in (:ids)", Recorded::of, "ids", records)
                .forEach(record -> found.put(record.id(), record));
        for (UUID id : records) {
            Erased erased = byRecord.get(id);
            if (erased != null && !tells(found.get(id), erased)) {
                complaint.about(erased.seal, null);
            }
        }
    }

    /** A record that was itself erased, years later, cannot say any more what it erased: but all that must be older than itself. */
    private static boolean tells(@Nullable Recorded record, Erased erased) {
        if (record == null || record.happened().isBefore(erased.latest)) {
            return false;
        }
        Recorded.Content content = record.content();
        return content == null
                || content.action().equals(Eraser.ACTION) && content.subject().equals(Commitment.HEX.formatHex(erased.digest.digest()));
    }
}

package org.parvis.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.tenant.TenantId;

/** One walk along a tenant's chain, from its first seal to its end. */
final class ChainWalk {
    private static final int SEALS = 500;
    private static final int ENTRIES = 5_000;
    private static final int MOST_FINDINGS = 1_000;
    /** A transaction that takes longer than that to commit is not honest. */
    private static final Duration LATE = Duration.ofHours(1);

    private final TenantId tenant;
    private final Reader reader;
    private final List<Checkpoint> checkpoints;
    private final SigningKey key;
    private final Commitment commitment = new Commitment();
    private final Erasures erasures = new Erasures();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Long, String> digests = new HashMap<>();
    private Seal last = new Seal(0, "", Seal.NONE, 0, Instant.EPOCH);
    private Instant latest = Instant.MIN;
    private long entries;
    private long seals;
    private long open;
    private long erased;

    ChainWalk(TenantId tenant, Reader reader, List<Checkpoint> checkpoints, SigningKey key) {
        this.tenant = tenant;
        this.reader = reader;
        this.checkpoints = checkpoints;
        this.key = key;
        checkpoints.forEach(checkpoint -> digests.put(checkpoint.seal(), ""));
    }

    /** An entry and the seal that it claims. */
    private record Placed(long seal, Recorded entry) {}

    Verifier.Report walk() {
        List<Seal> page = sealsAfter(0);
        while (!page.isEmpty()) {
            int from = 0;
            while (from < page.size()) {
                from = walk(page, from);
            }
            page = sealsAfter(page.get(page.size() - 1).number());
        }
        end();
        erasures.check(reader, (seal, entry) -> found(Finding.Kind.ERASED_WITHOUT_RECORD, seal, entry));
        checkpoints.forEach(this::compare);
        return new Verifier.Report(tenant, entries, seals, open, erased, List.copyOf(findings));
    }

    private List<Seal> sealsAfter(long number) {
        return reader.list(
                "select " + Seal.COLUMNS + " from audit_seal s where s.tenant_id = :tenant and s.seal > :number order by s.seal fetch first " + SEALS + " rows only",
                Seal::of, "number", number);
    }

    /** Walks as many seals as are worth one query; returns the index of the next. */
    private int walk(List<Seal> page, int from) {
        int to = from;
        long expected = 0;
        while (to < page.size() && (to == from || expected + page.get(to).entries() <= ENTRIES)) {
            expected += page.get(to).entries();
            to++;
        }
        Map<Long, List<Recorded>> bySeal = new HashMap<>();
        for (Placed placed : placed("a.seal between :low and :high order by a.seal, a.place", "low", page.get(from).number(), "high", page.get(to - 1).number())) {
            bySeal.computeIfAbsent(placed.seal(), number -> new ArrayList<>()).add(placed.entry());
        }
        for (Seal seal : page.subList(from, to)) {
            check(seal, bySeal.getOrDefault(seal.number(), List.of()));
        }
        return to;
    }

    private List<Placed> placed(String which, Object... parameters) {
        return reader.list(
                "select a.seal, " + Recorded.COLUMNS + " from audit_entry a where a.tenant_id = :tenant and " + which,
                row -> new Placed(row.longValue("seal"), Recorded.of(row)), parameters);
    }

    private void check(Seal seal, List<Recorded> batch) {
        seals++;
        if (seal.number() != last.number() + 1) {
            found(Finding.Kind.SEAL_REMOVED, last.number() + 1, null);
        } else if (!seal.previous().equals(last.digest())) {
            found(Finding.Kind.CHAIN_BROKEN, seal.number(), null);
        }
        boolean ordered = true;
        Recorded before = null;
        for (Recorded entry : batch) {
            ordered &= before == null || before.id().compareTo(entry.id()) < 0;
            before = entry;
            check(seal.number(), entry);
            if (entry.happened().plus(LATE).isBefore(latest)) {
                found(Finding.Kind.BACKDATED, seal.number(), entry.id());
            }
        }
        batch.forEach(entry -> latest = entry.happened().isAfter(latest) ? entry.happened() : latest);
        if (!seal.digest().equals(Seal.digest(tenant, seal.number(), seal.previous(), seal.sealed(), batch))) {
            found(why(seal, batch, ordered), seal.number(), null);
        }
        digests.computeIfPresent(seal.number(), (number, none) -> seal.digest());
        last = seal;
    }

    private static Finding.Kind why(Seal seal, List<Recorded> batch, boolean ordered) {
        if (batch.size() != seal.entries()) {
            return batch.size() < seal.entries() ? Finding.Kind.REMOVED : Finding.Kind.INSERTED;
        }
        return ordered ? Finding.Kind.REPLACED : Finding.Kind.REORDERED;
    }

    private void check(long seal, Recorded entry) {
        entries++;
        Recorded.Content content = entry.content();
        if (content == null) {
            erased++;
            erasures.add(entry, seal);
        } else if (!same(entry, content)) {
            found(Finding.Kind.CHANGED, seal, entry.id());
        }
    }

    private boolean same(Recorded entry, Recorded.Content content) {
        try {
            return Commitment.HEX.formatHex(commitment.of(tenant, entry.id(), entry.happened(), content)).equals(entry.commitment());
        } catch (IllegalArgumentException saltIsNoHexadecimal) {
            return false;
        }
    }

    /** What stands behind the last seal. */
    private void end() {
        for (Placed placed : placed("a.seal > :last order by a.seal, a.place fetch first " + MOST_FINDINGS + " rows only", "last", last.number())) {
            found(Finding.Kind.INSERTED, placed.seal(), placed.entry().id());
        }
        List<Recorded> waiting = reader.list(
                "select " + Recorded.COLUMNS + " from audit_entry a where a.tenant_id = :tenant and a.seal is null order by a.id fetch first " + ENTRIES + " rows only", Recorded::of);
        waiting.forEach(entry -> check(0, entry));
        open = waiting.size();
    }

    private void compare(Checkpoint checkpoint) {
        if (!key.valid(checkpoint)) {
            found(Finding.Kind.CHECKPOINT_FORGED, checkpoint.seal(), null);
        } else if (checkpoint.seal() > last.number()) {
            found(Finding.Kind.TRUNCATED, checkpoint.seal(), null);
        } else if (!checkpoint.digest().equals(digests.get(checkpoint.seal()))) {
            found(Finding.Kind.REWRITTEN, checkpoint.seal(), null);
        }
    }

    private void found(Finding.Kind kind, long seal, @Nullable UUID entry) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new Finding(tenant, kind, seal, entry));
        }
    }
}

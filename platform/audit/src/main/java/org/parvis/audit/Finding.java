package org.parvis.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.TenantId;

/**
 * A sign that somebody has tampered with a tenant's log.
 *
 * @param seal where in the chain, from 1
 * @param entry which entry, or null if that cannot be told
 */
public record Finding(TenantId tenant, Kind kind, long seal, @Nullable UUID entry) {

    /** What was found. */
    public enum Kind {
        /** What an entry says is not what it said when it was written. */
        CHANGED("an entry says something else than when it was written"),
        /** Fewer entries than were sealed. */
        REMOVED("entries are missing"),
        /** More entries than were sealed. */
        INSERTED("entries were added to what had been sealed"),
        /** The entries of a batch do not stand in the order of their ids. */
        REORDERED("entries stand in another order"),
        /** The entries of a batch are not those that were sealed, though they are as many. */
        REPLACED("entries are not those that were sealed"),
        /** A seal does not name the digest of the one before it. */
        CHAIN_BROKEN("a seal does not follow from the one before it"),
        /** A seal between others is missing. */
        SEAL_REMOVED("a seal is missing"),
        /** An entry was sealed long after it claims to have happened. */
        BACKDATED("an entry claims to be older than those that were sealed before it"),
        /** What an entry said is gone and no erasure was recorded. */
        ERASED_WITHOUT_RECORD("the content of an entry is gone without a recorded erasure"),
        /** A signed checkpoint knows seals that are no longer there. */
        TRUNCATED("the end of the chain is missing: a checkpoint knows more"),
        /** A signed checkpoint knows another seal of that number. */
        REWRITTEN("the chain was rewritten: a checkpoint knows another seal"),
        /** A checkpoint's signature is not ours. */
        CHECKPOINT_FORGED("the signature of a checkpoint is not valid");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }

        /** In English, for the console. */
        public String sentence() {
            return sentence;
        }
    }
}

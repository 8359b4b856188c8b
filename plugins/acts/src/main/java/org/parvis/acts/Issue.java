package org.parvis.acts;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One issue of an act's document: a correction is a new one, the former stays.
 *
 * @param number from 1
 * @param file id in the store
 * @param sha256 of its bytes, 64 hexadecimal digits, computed when they came
 * @param posted when the file came (UTC)
 * @param published from when it replaced the former one (UTC); null: since the act's own publication
 * @param note what was corrected; empty for the first
 * @param reopens whether the correction changes what was decided, so that the appeal period starts again
 * @param reading what became of its text
 * @param pages 0 if not known
 */
public record Issue(
        UUID act,
        int number,
        String file,
        String fileName,
        long size,
        String sha256,
        Instant posted,
        @Nullable Instant published,
        String note,
        boolean reopens,
        Reading reading,
        int pages) {

    public static final int LONGEST_NOTE = 500;

    /** What became of the text of a document. */
    public enum Reading {
        /** To be read. */
        PENDING,
        TEXT,
        NO_TEXT,
        ENCRYPTED,
        BROKEN,
        TOO_LARGE,
        /** Its bytes are no longer those that were posted. */
        ALTERED;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether an agent should look. */
        public boolean troubled() {
            return this != PENDING && this != TEXT;
        }
    }
}

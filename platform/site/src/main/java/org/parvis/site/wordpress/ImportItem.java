package org.parvis.site.wordpress;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.PostImporter.Remark;

/**
 * A page or post of an export.
 *
 * @param number its place in the file
 * @param origin the same whenever it is exported
 * @param title plain text, may be empty
 */
record ImportItem(int number, Kind kind, UUID origin, long oldId, long oldParent, int menuOrder, String title, Source source, Result result) {

    static final int LONGEST_TITLE = 400;

    /** What it becomes. */
    enum Kind {
        PAGE,
        POST
    }

    /** Where it stood, and what of that the public saw. */
    enum Status {
        PUBLISH,
        FUTURE,
        PENDING,
        DRAFT,
        PRIVATE,
        PASSWORD
    }

    /** What has become of it. */
    enum Outcome {
        WAITING,
        CREATED,
        /** An earlier import had brought it. */
        EXISTING,
        /** There is no service here that takes it. */
        LEFT,
        FAILED
    }

    /**
     * What the file says of it; texts are emptied once it is imported.
     *
     * @param slug may be empty
     * @param address absolute
     * @param published UTC, or null
     * @param summary plain text
     * @param body HTML with WordPress' own marks
     * @param thumbnail number of the attachment that is its main picture, or 0
     */
    record Source(
            String slug,
            String address,
            Status status,
            @Nullable Instant published,
            String summary,
            String body,
            List<String> categories,
            boolean pinned,
            long thumbnail,
            String author) {

        static final int LONGEST_SUMMARY = 1_000;

        Source {
            categories = List.copyOf(categories);
        }
    }

    /**
     * What has become of it; before that, what has been found in its text.
     *
     * @param target id of the page or of what a plugin made of it, or empty
     * @param path on the site, or empty
     * @param deskPath below the tenant's back office, or empty
     */
    record Result(Outcome outcome, List<Remark> remarks, String target, String path, String deskPath) {

        Result {
            remarks = List.copyOf(remarks);
        }

        static Result waiting(List<Remark> remarks) {
            return new Result(Outcome.WAITING, remarks, "", "", "");
        }

        static Result without(Outcome outcome, List<Remark> remarks) {
            return new Result(outcome, remarks, "", "", "");
        }
    }
}

package org.parvis.api.content;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;

/**
 * Contribution: makes content of its own of the dated posts of a tenant's former site.
 *
 * <p>The platform reads the export, converts the texts, stores pictures and files, redirects the former addresses and remembers what
 * was imported. Of several active contributions the first one (by service ranking) gets all posts.
 */
@ConsumerType
public interface PostImporter {

    /**
     * Makes content of a post, in the transaction that also remembers that it was done: both are done or neither.
     *
     * @param agent who asked for the import; null if that account is gone meanwhile
     * @throws org.parvis.api.route.Invalid if nothing can be made of it; its message goes into the report, and the others go on
     */
    Made make(Transaction transaction, @Nullable Agent agent, Post post);

    /** Whether what was made of a post is still there, be it in a bin: then it is not made again. */
    boolean has(Reader reader, UUID id);

    /**
     * A post, as it was on the former site.
     *
     * @param title plain text, not blank, of any length
     * @param lead plain text, or empty
     * @param slug last segment of its former address, in the form of {@link Slug}, or empty
     * @param published since or from when it is public (UTC), perhaps later than now; null unless it is {@link Status#PUBLISHED}
     * @param categories names, the first is the most important
     * @param pinned whether it stayed on top
     * @param author name shown to the public, not blank
     * @param image id of the main picture (see {@link org.parvis.api.file.Images}), or null
     */
    record Post(
            String title,
            String lead,
            Html body,
            String slug,
            Status status,
            @Nullable Instant published,
            List<String> categories,
            boolean pinned,
            String author,
            @Nullable String image) {

        public Post {
            categories = List.copyOf(categories);
        }
    }

    /** Where a post stood. */
    enum Status {
        DRAFT,
        /** Written, and waiting for somebody to publish it. */
        TO_REVIEW,
        PUBLISHED
    }

    /**
     * What was made of a post.
     *
     * @param path on the site, without language
     * @param deskPath where an agent edits it, below {@code /bureau/<slug>}
     * @param remarks what an agent should know about it
     */
    record Made(UUID id, String path, String deskPath, List<Remark> remarks) {

        public Made {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * A sentence of the report.
     *
     * @param messageKey {@code {0}} ... are replaced by the arguments
     */
    record Remark(String messageKey, List<String> arguments) {

        public Remark {
            arguments = List.copyOf(arguments);
        }

        public static Remark of(String messageKey, String... arguments) {
            return new Remark(messageKey, List.of(arguments));
        }
    }
}

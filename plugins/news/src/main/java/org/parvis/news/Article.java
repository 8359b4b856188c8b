package org.parvis.news;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.file.Image;

/**
 * An article.
 *
 * @param slug last segment of its address; stays when the title changes
 * @param publishAt from when it is public (UTC); null until it is published
 * @param expiresAt until when it is public (UTC), or null
 * @param offered whether the tenants below may take it over
 * @param origin where it came from, or null
 * @param version grows with each change, to notice two agents editing at once
 */
public record Article(
        UUID id,
        String slug,
        Content content,
        State state,
        @Nullable Instant publishAt,
        @Nullable Instant expiresAt,
        String author,
        boolean offered,
        @Nullable Origin origin,
        Instant updatedAt,
        int version) {

    /** Where the pages of articles are. */
    static final String ROOT = "/actualites/";

    /**
     * What an agent writes.
     *
     * @param body sanitised HTML
     * @param category as it was named when the article was written, or null
     * @param image id, or null
     * @param imageAlt what the picture shows in this article, if that is not what the media library says; else null
     * @param attachments ids of files
     */
    public record Content(
            String title,
            String lead,
            String body,
            @Nullable Category category,
            @Nullable String image,
            @Nullable String imageAlt,
            List<String> attachments,
            boolean pinned,
            AlertLevel alert) {

        public static final int LONGEST_TITLE = 150;
        public static final int LONGEST_LEAD = 500;

        public Content {
            attachments = List.copyOf(attachments);
        }

        /** With the words of the media library. */
        public Content(
                String title, String lead, String body, @Nullable Category category, @Nullable String image, List<String> attachments, boolean pinned,
                AlertLevel alert) {
            this(title, lead, body, category, image, null, attachments, pinned, alert);
        }

        /** Its picture as the article shows it. */
        Image shown(Image picture) {
            return picture.described(imageAlt);
        }
    }

    public Status status(Instant now) {
        return switch (state) {
            case DRAFT -> Status.DRAFT;
            case REVIEW -> Status.REVIEW;
            case TRASHED -> Status.TRASHED;
            case PUBLISHED -> {
                if (publishAt != null && publishAt.isAfter(now)) {
                    yield Status.SCHEDULED;
                }
                yield expiresAt != null && !expiresAt.isAfter(now) ? Status.EXPIRED : Status.PUBLISHED;
            }
        };
    }

    public boolean isPublic(Instant now) {
        return status(now) == Status.PUBLISHED;
    }

    /** Address on the site, without language. */
    public String path() {
        return ROOT + slug;
    }

    /** The tag of pages that show it. */
    public String tag() {
        return "news:" + id;
    }
}

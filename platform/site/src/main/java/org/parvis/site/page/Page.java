package org.parvis.site.page;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Html;

/**
 * A page with its text.
 *
 * @param verified when somebody last made sure that it is right, or null
 * @param updated UTC, or null while nobody edited it
 */
public record Page(PageHead head, Html body, @Nullable LocalDate verified, @Nullable Instant updated, PageImage image) {

    /** Without main picture. */
    public Page(PageHead head, Html body, @Nullable LocalDate verified, @Nullable Instant updated) {
        this(head, body, verified, updated, PageImage.NONE);
    }

    Page with(PageImage other) {
        return new Page(head, body, verified, updated, other);
    }
}

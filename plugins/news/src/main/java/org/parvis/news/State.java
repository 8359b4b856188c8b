package org.parvis.news;

/** What an agent decided about an article; its {@link Status} follows from this and the clock. */
public enum State {
    DRAFT,
    REVIEW,
    PUBLISHED,
    TRASHED
}

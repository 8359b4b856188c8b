package org.parvis.site.page;

/** Where a page stands. */
public enum PageStatus {
    DRAFT,
    PUBLISHED,
    /** Out of the tree; can be brought back. */
    REMOVED
}

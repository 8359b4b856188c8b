package org.parvis.api.tenant;

/** Whether a site is open to the public. */
public enum SiteState {
    /** Prepared with the data that the import brought; served, but marked as being prepared and kept out of search engines. */
    PREPARED,
    /** Put online by its tenant. */
    LIVE,
    /** Closed: the public gets a plain page that says so. */
    CLOSED
}

package org.parvis.acts;

/** What agents decided of an act. */
public enum State {
    DRAFT,
    PUBLISHED,
    WITHDRAWN
}

package org.parvis.data;

/** x */
final class ChangeFollower {
    static final String CHANNEL = "parvis";
}

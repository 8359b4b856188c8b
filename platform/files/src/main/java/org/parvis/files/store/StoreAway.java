package org.parvis.files.store;

import java.io.IOException;

/** The store does not answer, or refuses us. */
public final class StoreAway extends IOException {
    private static final long serialVersionUID = 1L;

    public StoreAway(String message, Throwable cause) {
        super(message, cause);
    }
}

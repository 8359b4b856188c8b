package org.parvis.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.files.store.Shelf;
import org.parvis.files.store.StoreAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes stored bytes in one request to the store; what is wrong before the first of them becomes an answer of its own: 503, or 404. */
final class Served implements Response.RangeWriter {
    private static final Logger LOG = LoggerFactory.getLogger(Served.class);

    private final Part part;

    private Served(Part part) {
        this.part = part;
    }

    /** Copies a part; nothing is written before the store has answered. */
    @FunctionalInterface
    interface Part {
        void copy(OutputStream out, long first, long length) throws IOException;
    }

    static Served of(Part part) {
        return new Served(part);
    }

    static Served of(Shelf shelf, String name) {
        return new Served((out, first, length) -> shelf.copy(name, out, first, length));
    }

    @Override
    public void writeTo(OutputStream out, long first, long length) throws IOException {
        try {
            part.copy(out, first, length);
        } catch (StoreAway away) {
            throw StoredImages.away(away);
        } catch (NoSuchFileException gone) {
            LOG.warn("A file that the database knows is not in the store: {}", gone.getMessage());
            throw new NotFound();
        }
    }
}

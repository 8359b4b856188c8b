package org.parvis.files.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Keeps bytes under names such as {@code content/ab/cd/<sha-256>}; what is there is whole, and never changes under its name.
 *
 * <p>Reading what is not there is a {@link java.nio.file.NoSuchFileException}; a store that does not answer is {@link StoreAway}.
 */
public interface Shelf extends Closeable {

    /** Keeps a file, durably, all of it or nothing; the file itself may be moved. */
    void put(String name, Path file) throws IOException;

    /** Bytes; empty if it is not there. */
    OptionalLong size(String name) throws IOException;

    /**
     * Bytes, if that is known without asking another machine; else empty.
     *
     * @throws java.nio.file.NoSuchFileException if it is known that it is not there
     */
    OptionalLong knownSize(String name) throws IOException;

    InputStream open(String name) throws IOException;

    /** @param length bytes from {@code first}, or -1 for all that is left */
    void copy(String name, OutputStream out, long first, long length) throws IOException;

    /** Any part of it; positions are bytes. */
    SeekableByteChannel channel(String name) throws IOException;

    /** Makes it young again. */
    void renew(String name) throws IOException;

    void delete(String name) throws IOException;

    /** All that is there, things of one folder one after another. */
    void each(Visitor visitor) throws IOException;

    /** @param modified when it was put or renewed */
    record Stored(String name, long size, Instant modified) {}

    /** Looks at what is stored. */
    @FunctionalInterface
    interface Visitor {
        void visit(Stored stored) throws IOException;
    }
}

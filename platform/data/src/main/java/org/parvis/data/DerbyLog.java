package org.parvis.data;

import java.io.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where Derby writes what it would put in {@code derby.log}; Derby finds {@link #writer} by name. */
public final class DerbyLog extends Writer {
    private static final Logger LOG = LoggerFactory.getLogger("org.apache.derby");

    private final StringBuilder line = new StringBuilder();

    private DerbyLog() {}

    /** The stream that Derby logs to. */
    public static Writer writer() {
        return new DerbyLog();
    }

    @Override
    public synchronized void write(char[] characters, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (characters[i] == '\n') {
                flushLine();
            } else {
                line.append(characters[i]);
            }
        }
    }

    private void flushLine() {
        // Failures reach us as exceptions too, and are logged where they are handled.
        LOG.debug("{}", line);
        line.setLength(0);
    }

    @Override
    public void flush() {
        // Lines are written as they end.
    }

    @Override
    public synchronized void close() {
        if (line.length() > 0) {
            flushLine();
        }
    }
}

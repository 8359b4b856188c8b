package org.parvis.documents.text;

import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The bytes of a file; reading them ends when the time is over, so that a file which leads its parser in circles ends too. */
final class WatchedBytes extends RandomAccessReadBuffer {
    private static final int OFTEN = 4096;

    private final Progress progress;
    private int reads;

    WatchedBytes(byte[] bytes, Progress progress) {
        super(bytes);
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        look();
        return super.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        look();
        return super.read(into, offset, length);
    }

    @Override
    public void seek(long position) throws IOException {
        look();
        super.seek(position);
    }

    private void look() {
        if (++reads % OFTEN == 0) {
            progress.check();
        }
    }
}

package org.parvis.api.code;

import org.osgi.annotation.versioning.ProviderType;

/** Draws QR codes (ISO/IEC 18004). */
@ProviderType
public interface QrCodes {

    /** @throws IllegalArgumentException if no QR code holds so much */
    Drawing of(String text);

    /**
     * A drawing, black on white.
     *
     * @param size side in modules, with the quiet zone
     * @param path what is dark, as data of an SVG path
     */
    record Drawing(int size, String path) {

        /** A document of its own, for files and messages; templates draw {@code path} themselves. */
        public String svg() {
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size + "\" shape-rendering=\"crispEdges\">"
                    + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path fill=\"#000\" d=\"" + path + "\"/></svg>";
        }
    }
}

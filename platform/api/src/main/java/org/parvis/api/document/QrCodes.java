package org.parvis.api.document;

import org.osgi.annotation.versioning.ProviderType;

/** Makes QR codes. */
@ProviderType
public interface QrCodes {

    /**
     * The code of a text, with error correction M: about 15 % of it may be hidden.
     *
     * @param text written as UTF-8; an address or a few lines
     * @throws IllegalArgumentException if it is empty or longer than a QR code holds (2 330 bytes)
     */
    QrCode of(String text);

    /**
     * The same as a PNG picture, dark on white.
     *
     * @param module side of a module in pixels, 1 to 40
     * @throws IllegalArgumentException as {@link #of}
     */
    byte[] png(String text, int module);
}

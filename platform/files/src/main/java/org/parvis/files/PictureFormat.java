package org.parvis.files;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Formats of pictures that are read, told by their first bytes and by nothing else. */
enum PictureFormat {
    JPEG,
    PNG,
    GIF,
    WEBP;

    private static final int HEAD = 512;

    /** @throws Unreadable if it is none of these */
    static PictureFormat of(Path file) throws IOException, Unreadable {
        byte[] head = head(file);
        if (head.length == 0) {
            throw new Unreadable("files.image.empty");
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return GIF;
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return WEBP;
        }
        if (text.startsWith("ftyp", 4) && text.substring(8).matches("(?s)(hei|hev|mif|msf|avif).*")) {
            throw new Unreadable("files.image.heic");
        }
        if (text.toLowerCase(Locale.ROOT).contains("<svg")) {
            throw new Unreadable("files.image.svg");
        }
        throw new Unreadable("files.image.type");
    }

    static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    ImageReader reader() throws IOException {
        // Named one by one: what else the class path may offer does not get to see what strangers upload.
        return this == WEBP ? new WebPImageReaderSpi().createReaderInstance(null) : ImageIO.getImageReadersByFormatName(name()).next();
    }
}

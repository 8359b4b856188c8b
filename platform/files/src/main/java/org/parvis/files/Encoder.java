package org.parvis.files;

import com.luciad.imageio.webp.WebPImageWriterSpi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes variants: JPEG or PNG always, WebP where its native library runs. */
final class Encoder {
    private static final Logger LOG = LoggerFactory.getLogger(Encoder.class);
    private static final float JPEG_QUALITY = 0.8f;
    private static final float WEBP_QUALITY = 0.76f;

    private volatile boolean webp = true;

    boolean writesWebp() {
        return webp;
    }

    /** @param format {@code jpg} or {@code png} */
    void write(BufferedImage image, String format, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        if (format.equals("jpg")) {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(JPEG_QUALITY);
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        write(writer, parameters, image, file);
    }

    /** Whether it was written: not on a machine that the native library was not built for. */
    boolean writeWebp(BufferedImage image, Path file) throws IOException {
        if (!webp) {
            return false;
        }
        try {
            ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType("Lossy");
            parameters.setCompressionQuality(WEBP_QUALITY);
            write(writer, parameters, image, file);
            return true;
        } catch (LinkageError | IllegalStateException absent) {
            webp = false;
            LOG.info("Pictures are not written as WebP on this machine: {}", absent.toString());
            return false;
        }
    }

    private static void write(ImageWriter writer, ImageWriteParam parameters, BufferedImage image, Path file) throws IOException {
        try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }
}

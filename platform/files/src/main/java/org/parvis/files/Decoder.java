package org.parvis.files;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.parvis.api.route.Unavailable;

/** Turns what strangers upload into pixels, and never more of them, nor of more pictures at once, than memory bears. */
final class Decoder {
    private static final long MOST_PIXELS = 40_000_000;
    /** Larger ones are read coarser: four times what the largest variant needs is plenty. */
    private static final long DECODED_PIXELS = 12_000_000;
    private static final long ALONE_FROM = 6_000_000;
    private static final int MOST_SIDE = 30_000;
    private static final int AT_ONCE = 2;
    private static final long PATIENCE_SECONDS = 30;

    private final Semaphore memory = new Semaphore(AT_ONCE, true);

    /** Work on a decoded picture. */
    @FunctionalInterface
    interface Work<T> {
        T on(BufferedImage image) throws IOException;
    }

    /**
     * Decodes a picture, upright, in sRGB, without metadata, and lets work be done while its share of memory is held.
     *
     * @throws Unreadable if it is no picture, broken, or too large
     * @throws Unavailable if too many pictures are being decoded
     */
    <T> T decode(Path file, Work<T> work) throws IOException, Unreadable {
        PictureFormat format = PictureFormat.of(file);
        ImageReader reader = format.reader();
        try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
            reader.setInput(in, true, true);
            return decode(reader, format == PictureFormat.JPEG ? Orientation.of(file) : 1, work);
        } finally {
            reader.dispose();
        }
    }

    private <T> T decode(ImageReader reader, int orientation, Work<T> work) throws IOException, Unreadable {
        int step = step(reader);
        int shares = step > 1 || pixels(reader) > ALONE_FROM ? AT_ONCE : 1;
        take(shares);
        try {
            return work.on(upright(read(reader, step), orientation));
        } finally {
            memory.release(shares);
        }
    }

    private void take(int shares) {
        try {
            if (!memory.tryAcquire(shares, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Unavailable("files.busy");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable("files.busy");
        }
    }

    /** Every how many pixels one is read; looks at the header alone. */
    private static int step(ImageReader reader) throws Unreadable {
        long pixels = pixels(reader);
        int step = 1;
        while (pixels / ((long) step * step) > DECODED_PIXELS) {
            step++;
        }
        return step;
    }

    private static long pixels(ImageReader reader) throws Unreadable {
        int width;
        int height;
        try {
            width = reader.getWidth(0);
            height = reader.getHeight(0);
        } catch (IOException | RuntimeException malformed) {
            // Codecs answer malformed files with whatever exception comes up.
            throw new Unreadable("files.image.broken");
        }
        if (width < 1 || height < 1) {
            throw new Unreadable("files.image.broken");
        }
        if (width > MOST_SIDE || height > MOST_SIDE || (long) width * height > MOST_PIXELS) {
            throw new Unreadable("files.image.pixels", String.valueOf(width), String.valueOf(height), MOST_PIXELS / 1_000_000);
        }
        return (long) width * height;
    }

    private static BufferedImage read(ImageReader reader, int step) throws Unreadable {
        boolean[] cut = new boolean[1];
        reader.addIIOReadWarningListener((source, warning) -> {
            String text = warning.toLowerCase(Locale.ROOT);
            cut[0] |= text.contains("premature") || text.contains("truncated") || text.contains("corrupt");
        });
        try {
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            BufferedImage image = reader.read(0, parameters);
            if (image == null || cut[0]) {
                throw new Unreadable("files.image.broken");
            }
            return image;
        } catch (IOException | RuntimeException malformed) {
            boolean color = malformed.getMessage() != null && malformed.getMessage().contains("Unsupported Image Type");
            throw new Unreadable(color ? "files.image.color" : "files.image.broken");
        }
    }

    private static BufferedImage upright(BufferedImage image, int orientation) {
        boolean turned = Orientation.turned(orientation);
        int width = turned ? image.getHeight() : image.getWidth();
        int height = turned ? image.getWidth() : image.getHeight();
        int type = transparent(image) ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage plain = new BufferedImage(width, height, type);
        Graphics2D graphics = plain.createGraphics();
        graphics.drawImage(image, Orientation.upright(orientation, image.getWidth(), image.getHeight()), null);
        graphics.dispose();
        return plain;
    }

    private static boolean transparent(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (!model.hasAlpha()) {
            return false;
        }
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int pixel : row) {
                if (pixel >>> 24 != 0xFF) {
                    return true;
                }
            }
        }
        return false;
    }
}

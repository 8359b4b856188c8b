package org.parvis.files;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.parvis.api.route.Upload;

/** Files as people, and others, send them. */
final class Samples {
    private Samples() {}

    record Sent(String fileName, byte[] bytes) implements Upload {
        @Override
        public String declaredType() {
            return "image/jpeg";
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    static Upload sent(String name, byte[] bytes) {
        return new Sent(name, bytes);
    }

    static Upload sent(String name, String text) {
        return new Sent(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Left half red, right half blue. */
    static BufferedImage redAndBlue(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setPaint(new GradientPaint(0, 0, new Color(0, 0, 200), 0, height, new Color(0, 0, 255)));
        graphics.fillRect(width / 2, 0, width, height);
        graphics.dispose();
        return image;
    }

    static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] jpeg(int width, int height) {
        return encoded(redAndBlue(width, height, BufferedImage.TYPE_INT_RGB), "jpg");
    }

    /** With an Exif segment: orientation, a place (GPS) and a name. */
    static byte[] photo(int width, int height, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(200);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0);
        exif.put("GPS-44.35,2.57-SECRET".getBytes(StandardCharsets.US_ASCII));
        byte[] jpeg = jpeg(width, height);
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 204);
        out.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) 202).put(exif.array()).put(jpeg, 2, jpeg.length - 2);
        return out.array();
    }

    /** A valid PNG of that many pixels in a few kilobytes, if nobody looks at its header first. */
    static byte[] pngBomb(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {1, 0, 0, 0, 0}).array());
        Deflater deflater = new Deflater(9);
        deflater.setInput(new byte[1 << 20]);
        deflater.finish();
        byte[] buffer = new byte[1 << 16];
        chunk(out, "IDAT", java.util.Arrays.copyOf(buffer, deflater.deflate(buffer)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] typed = ByteBuffer.allocate(4 + data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data).array();
        CRC32 crc = new CRC32();
        crc.update(typed);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(typed);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** @param entries names and texts in turn; a leading {@code mimetype} is stored, not compressed */
    static byte[] zip(String... entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries.length; i += 2) {
                byte[] text = entries[i + 1].getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(entries[i]);
                if (entries[i].equals("mimetype")) {
                    CRC32 crc = new CRC32();
                    crc.update(text);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(text.length);
                    entry.setCrc(crc.getValue());
                }
                out.putNextEntry(entry);
                out.write(text);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }
}

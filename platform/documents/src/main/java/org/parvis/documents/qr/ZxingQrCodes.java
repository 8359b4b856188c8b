package org.parvis.documents.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.document.QrCode;
import org.parvis.api.document.QrCodes;

/** QR codes by ZXing. */
@Component
public final class ZxingQrCodes implements QrCodes {
    /** ISO/IEC 18004, 5.3.8: four modules on each side. */
    private static final int QUIET = 4;

    private static final int LARGEST_MODULE = 40;

    @Override
    public QrCode of(String text) {
        ByteMatrix modules = modules(text);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            appendRow(path, modules, y);
        }
        return new QrCode(modules.getWidth() + 2 * QUIET, path.toString());
    }

    @Override
    public byte[] png(String text, int module) {
        if (module < 1 || module > LARGEST_MODULE) {
            throw new IllegalArgumentException("side of a module in pixels: " + module);
        }
        ByteMatrix modules = modules(text);
        int side = (modules.getWidth() + 2 * QUIET) * module;
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, side, side);
        pen.setColor(Color.BLACK);
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    pen.fillRect((x + QUIET) * module, (y + QUIET) * module, module, module);
                }
            }
        }
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static ByteMatrix modules(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a QR code holds something");
        }
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8")).getMatrix();
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("no QR code holds so much", tooLong);
        }
    }

    private static void appendRow(StringBuilder path, ByteMatrix modules, int y) {
        int x = 0;
        while (x < modules.getWidth()) {
            int start = x;
            while (x < modules.getWidth() && modules.get(x, y) == 1) {
                x++;
            }
            if (x > start) {
                path.append('M').append(start + QUIET).append(' ').append(y + QUIET)
                        .append('h').append(x - start).append("v1h-").append(x - start).append('z');
            }
            x = Math.max(x, start + 1);
        }
    }
}

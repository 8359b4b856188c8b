package org.parvis.identity;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.code.QrCodes;

/** Draws with ZXing. */
@Component(service = QrCodes.class)
public final class ZxingQrCodes implements QrCodes {
    /** ISO/IEC 18004, 5.3.8: four modules on each side. */
    private static final int QUIET = 4;

    @Override
    public Drawing of(String text) {
        return draw(text);
    }

    static Drawing draw(String text) {
        try {
            ByteMatrix modules =
                    Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8")).getMatrix();
            StringBuilder path = new StringBuilder();
            for (int y = 0; y < modules.getHeight(); y++) {
                appendRow(path, modules, y);
            }
            return new Drawing(modules.getWidth() + 2 * QUIET, path.toString());
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

package org.parvis.documents.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.parvis.api.document.QrCode;

final class ZxingQrCodesTest {
    private static final String TEXT = "otpauth://totp/parvis.example:secr%C3%A9taire?secret=MZXW6YTBOI";

    private final ZxingQrCodes codes = new ZxingQrCodes();

    @Test
    void aDrawingReadsAsWhatItWasMadeOf() throws Exception {
        QrCode code = codes.of(TEXT);
        BitMatrix matrix = new BitMatrix(code.size() - 8);
        Matcher run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(code.path());
        while (run.find()) {
            matrix.setRegion(Integer.parseInt(run.group(1)) - 4, Integer.parseInt(run.group(2)) - 4, Integer.parseInt(run.group(3)), 1);
        }
        assertThat(new Decoder().decode(matrix).getText()).isEqualTo(TEXT);
    }

    @Test
    void aPictureReadsAsWhatItWasMadeOf() throws Exception {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(codes.png("Suivi : É-4711", 3)));
        int side = picture.getWidth() / 3 - 8;
        BitMatrix matrix = new BitMatrix(side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if ((picture.getRGB((x + 4) * 3 + 1, (y + 4) * 3 + 1) & 0xFFFFFF) == 0) {
                    matrix.set(x, y);
                }
            }
        }
        assertThat(new Decoder().decode(matrix).getText()).isEqualTo("Suivi : É-4711");
        assertThat(picture.getRGB(11, 11) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    @Test
    void moreThanACodeHoldsIsRefused() {
        assertThat(codes.of("x".repeat(2_330)).size()).isEqualTo(177 + 8);
        assertThatThrownBy(() -> codes.of("x".repeat(2_331))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codes.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codes.png("x", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

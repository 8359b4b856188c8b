package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
    @TempDir
    private Path folder;

    @Test
    void aPhotoGetsThreeSizesAndNoneIsBlownUp() throws Exception {
        Made large = make(Samples.jpeg(4000, 3000));
        assertThat(large.made()).isEqualTo(new Pictures.Made("jpg", List.of(400, 800, 1600), 1600, 1200, large.made().webp()));
        assertThat(size(large.variant(400, "jpg"))).isEqualTo("400x300");
        assertThat(size(large.variant(1600, "jpg"))).isEqualTo("1600x1200");
        assertThat(make(Samples.jpeg(900, 300)).made().widths()).containsExactly(400, 800, 900);
        assertThat(make(Samples.jpeg(120, 140)).made().widths()).containsExactly(120);
    }

    @ParameterizedTest
    @CsvSource({"1, 800, 400", "2, 800, 400", "3, 800, 400", "4, 800, 400", "5, 400, 800", "6, 400, 800", "7, 400, 800", "8, 400, 800"})
    void aPhotoIsTurnedUpright(int orientation, int width, int height) throws Exception {
        Made photo = make(Samples.photo(800, 400, orientation));
        BufferedImage image = ImageIO.read(photo.variant(photo.made().width(), "jpg").toFile());
        assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(width + "x" + height);
        // Stored with red on the left: where that is when seen follows from the Exif standard.
        boolean red = switch (orientation) {
            case 1, 4 -> red(image, 5, height / 2);
            case 2, 3 -> red(image, width - 5, height / 2);
            case 5, 6 -> red(image, width / 2, 5);
            default -> red(image, width / 2, height - 5);
        };
        assertThat(red).isTrue();
    }

    @Test
    void nothingThatACameraWritesIsLeft() throws Exception {
        Made photo = make(Samples.photo(1000, 500, 1));
        for (Path file : photo.files()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "SECRET", "Exif");
        }
    }

    @Test
    void whatIsTransparentStaysTransparent() throws Exception {
        BufferedImage drawing = new BufferedImage(500, 500, BufferedImage.TYPE_INT_ARGB);
        drawing.setRGB(250, 250, 0xFFFF0000);
        Made made = make(Samples.encoded(drawing, "png"));
        assertThat(made.made().format()).isEqualTo("png");
        assertThat(ImageIO.read(made.variant(400, "png").toFile()).getRGB(0, 0) >>> 24).isZero();
        assertThat(make(Samples.encoded(Samples.redAndBlue(500, 500, BufferedImage.TYPE_INT_ARGB), "png")).made().format())
                .as("nothing is transparent").isEqualTo("jpg");
    }

    @Test
    void pngGifAndWebpAreRead() throws Exception {
        assertThat(make(Samples.encoded(Samples.redAndBlue(300, 200, BufferedImage.TYPE_INT_RGB), "png")).made().width()).isEqualTo(300);
        assertThat(make(Samples.encoded(Samples.redAndBlue(300, 200, BufferedImage.TYPE_BYTE_INDEXED), "gif")).made().width()).isEqualTo(300);
        Made photo = make(Samples.jpeg(640, 480));
        assertThat(photo.made().webp()).isTrue();
        Made again = make(Files.readAllBytes(photo.variant(640, "webp")));
        assertThat(again.made()).isEqualTo(new Pictures.Made("jpg", List.of(400, 640), 640, 480, true));
        assertThat(Files.size(photo.variant(640, "webp"))).isLessThan(Files.size(photo.variant(640, "jpg")));
        assertThat(red(ImageIO.read(again.variant(640, "jpg").toFile()), 5, 5)).isTrue();
    }

    @Test
    void theSamePictureIsMadeOnce() throws Exception {
        byte[] bytes = Samples.jpeg(500, 300);
        Made first = make(bytes);
        Object made = Files.getAttribute(first.variant(400, "jpg"), "creationTime");
        Made second = make(bytes);
        assertThat(second.made()).isEqualTo(first.made());
        assertThat(Files.getAttribute(second.variant(400, "jpg"), "creationTime")).isEqualTo(made);
        try (Stream<Path> left = Files.list(folder.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void bombsAreRefusedByTheirHeader() {
        long before = Runtime.getRuntime().totalMemory();
        assertRefused(Samples.pngBomb(30_000, 30_000), "files.image.pixels");
        assertRefused(Samples.pngBomb(100_000, 10), "files.image.pixels");
        assertRefused(Samples.pngBomb(8_000, 8_000), "files.image.pixels");
        assertThat(Runtime.getRuntime().totalMemory() - before).isLessThan(200L << 20);
    }

    @Test
    void aLargePhotoIsReadCoarser() throws Exception {
        BufferedImage image = new BufferedImage(7000, 5000, BufferedImage.TYPE_BYTE_GRAY);
        assertThat(make(Samples.encoded(image, "jpg")).made()).extracting(Pictures.Made::width, Pictures.Made::height).containsExactly(1600, 1143);
    }

    @Test
    void truncatedPicturesAreRefused() {
        byte[] jpeg = Samples.jpeg(800, 600);
        assertRefused(Arrays.copyOf(jpeg, jpeg.length / 2), "files.image.broken");
        byte[] photo = Samples.photo(800, 600, 6);
        assertRefused(Arrays.copyOf(photo, photo.length / 2), "files.image.broken");
        byte[] png = Samples.encoded(Samples.redAndBlue(800, 600, BufferedImage.TYPE_INT_RGB), "png");
        assertRefused(Arrays.copyOf(png, png.length / 2), "files.image.broken");
        byte[] gif = Samples.encoded(Samples.redAndBlue(800, 600, BufferedImage.TYPE_BYTE_INDEXED), "gif");
        assertRefused(Arrays.copyOf(gif, gif.length / 2), "files.image.broken");
        assertRefused(Arrays.copyOf(jpeg, 20), "files.image.broken");
        assertRefused(Arrays.copyOf(png, 20), "files.image.broken");
    }

    @Test
    void damagedPicturesNeverDoMoreThanBeRefused() throws Exception {
        java.util.Random random = new java.util.Random(7);
        for (String format : List.of("jpg", "png", "gif")) {
            byte[] whole = Samples.encoded(Samples.redAndBlue(60, 40, BufferedImage.TYPE_INT_RGB), format);
            for (int i = 0; i < 60; i++) {
                byte[] damaged = whole.clone();
                for (int j = 0; j < 8; j++) {
                    damaged[10 + random.nextInt(damaged.length - 10)] = (byte) random.nextInt();
                }
                try {
                    make(damaged);
                } catch (Unreadable expected) {
                    assertThat(expected.messageKey()).startsWith("files.image.");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
        "\ufeff  <!-- c --><SVG/>"
    })
    void svgIsRefusedWithAReason(String svg) {
        assertRefused(svg.getBytes(StandardCharsets.UTF_8), "files.image.svg");
    }

    @Test
    void whatIsNoPictureIsRefused() {
        assertRefused(new byte[0], "files.image.empty");
        assertRefused("GIF8 is not enough".getBytes(StandardCharsets.UTF_8), "files.image.type");
        assertRefused("<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8), "files.image.type");
        assertRefused("%PDF-1.7".getBytes(StandardCharsets.UTF_8), "files.image.type");
        assertRefused("\0\0\0\u0018ftypheic\0\0".getBytes(StandardCharsets.ISO_8859_1), "files.image.heic");
    }

    @Test
    void aPolyglotLosesItsOtherHalf() throws Exception {
        byte[] jpeg = Samples.jpeg(300, 200);
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(jpeg, jpeg.length + script.length);
        System.arraycopy(script, 0, both, jpeg.length, script.length);
        for (Path file : make(both).files()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).doesNotContain("script");
        }
    }

    @Test
    void aFileOverTheLimitIsCutOffWhileItComes() throws IOException {
        ContentStore store = new ContentStore(folder);
        assertThatThrownBy(() -> store.receive(new ByteArrayInputStream(new byte[3 << 20]), 2 << 20, "files.image.large"))
                .isInstanceOfSatisfying(Unreadable.class, refused -> assertThat(refused.arguments()).containsExactly(2L));
        try (Stream<Path> left = Files.list(folder.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    private record Made(Pictures.Made made, Path folder, String sha) {
        Path variant(int width, String format) {
            return folder.resolve(Pictures.variant(sha, width, format));
        }

        List<Path> files() throws IOException {
            try (Stream<Path> files = Files.list(variant(1, "x").getParent())) {
                return files.toList();
            }
        }
    }

    private Made make(byte[] bytes) throws IOException, Unreadable {
        ContentStore store = new ContentStore(folder);
        Pictures pictures = new Pictures(store, new Decoder());
        try (ContentStore.Incoming incoming = store.receive(new ByteArrayInputStream(bytes), 50 << 20, "files.image.large")) {
            return new Made(pictures.make(incoming), folder, incoming.sha());
        }
    }

    private void assertRefused(byte[] bytes, String key) {
        assertThatThrownBy(() -> make(bytes))
                .isInstanceOfSatisfying(Unreadable.class, refused -> assertThat(refused.messageKey()).isEqualTo(key));
    }

    private static String size(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        return image.getWidth() + "x" + image.getHeight();
    }

    private static boolean red(BufferedImage image, int x, int y) {
        int rgb = image.getRGB(x, y);
        return (rgb >> 16 & 0xFF) > 180 && (rgb & 0xFF) < 80;
    }
}

package org.parvis.files;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Makes the sized variants of a picture, once per content. */
final class Pictures {
    private static final int[] WIDTHS = {400, 800, 1600};
    private static final String NOTE = "picture.properties";

    private final ContentStore store;
    private final Decoder decoder;
    private final Encoder encoder = new Encoder();

    Pictures(ContentStore store, Decoder decoder) {
        this.store = store;
        this.decoder = decoder;
    }

    /**
     * What was made of a picture.
     *
     * @param format extension of the variants: {@code jpg}, or {@code png} where something is transparent
     * @param widths of the variants, smallest first
     * @param width of the largest
     * @param webp whether each variant is there as WebP too
     */
    record Made(String format, List<Integer> widths, int width, int height, boolean webp) {

        /** Whether there is a variant of that width and format. */
        boolean has(int wanted, String as) {
            return widths.contains(wanted) && (as.equals(format) || webp && as.equals("webp"));
        }
    }

    /** The variants of an incoming picture, made now if they are not there. */
    Made make(ContentStore.Incoming incoming) throws IOException, Unreadable {
        String target = ContentStore.picture(incoming.sha());
        if (store.shelf().size(target + NOTE).isPresent()) {
            // Young again, so that a purge that runs now leaves it to the row that is about to refer to it.
            store.shelf().renew(target + NOTE);
            return read(target + NOTE);
        }
        Path folder = store.temporaryFolder();
        try {
            Made made = decoder.decode(incoming.path(), image -> write(image, folder));
            publish(made, folder, target);
            return made;
        } finally {
            ContentStore.deleteAll(folder);
        }
    }

    /** Name of a variant; may not exist. */
    static String variant(String sha, int width, String format) {
        return ContentStore.picture(sha) + width + "." + format;
    }

    /** The note comes last: where it is, all is there. Who stores the same picture at the same moment stores the same bytes. */
    private void publish(Made made, Path folder, String target) throws IOException {
        for (int width : made.widths()) {
            for (String format : made.webp() ? List.of(made.format(), "webp") : List.of(made.format())) {
                store.shelf().put(target + width + "." + format, folder.resolve(width + "." + format));
            }
        }
        store.shelf().put(target + NOTE, folder.resolve(NOTE));
    }

    private Made write(BufferedImage image, Path folder) throws IOException {
        String format = image.getColorModel().hasAlpha() ? "png" : "jpg";
        List<Integer> widths = new ArrayList<>();
        boolean webp = encoder.writesWebp();
        BufferedImage larger = image;
        int height = 0;
        for (int width : widthsFor(image.getWidth())) {
            larger = scale(larger, width, Math.max(1, Math.round(image.getHeight() * (float) width / image.getWidth())));
            height = Math.max(height, larger.getHeight());
            encoder.write(larger, format, folder.resolve(width + "." + format));
            webp = webp && encoder.writeWebp(larger, folder.resolve(width + ".webp"));
            widths.add(width);
        }
        Collections.reverse(widths);
        Made made = new Made(format, List.copyOf(widths), widths.get(widths.size() - 1), height, webp);
        note(made, folder);
        return made;
    }

    /** Largest first; nothing is blown up. */
    private static List<Integer> widthsFor(int width) {
        int largest = Math.min(width, WIDTHS[WIDTHS.length - 1]);
        List<Integer> widths = new ArrayList<>(List.of(largest));
        for (int i = WIDTHS.length - 1; i >= 0; i--) {
            if (WIDTHS[i] < largest) {
                widths.add(WIDTHS[i]);
            }
        }
        return widths;
    }

    /** By halves while it is much too large, so that no detail is skipped, then to size. */
    private static BufferedImage scale(BufferedImage image, int width, int height) {
        BufferedImage current = image;
        while (current.getWidth() >= 2 * width && current.getHeight() >= 2 * height) {
            current = draw(current, current.getWidth() / 2, current.getHeight() / 2, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        }
        if (current.getWidth() == width && current.getHeight() == height) {
            return current;
        }
        return draw(current, width, height, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    }

    private static BufferedImage draw(BufferedImage image, int width, int height, Object interpolation) {
        BufferedImage scaled = new BufferedImage(width, height, image.getType());
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, interpolation);
        graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    private static void note(Made made, Path folder) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("format", made.format());
        properties.setProperty("widths", made.widths().stream().map(String::valueOf).collect(Collectors.joining(",")));
        properties.setProperty("width", String.valueOf(made.width()));
        properties.setProperty("height", String.valueOf(made.height()));
        properties.setProperty("webp", String.valueOf(made.webp()));
        try (Writer out = Files.newBufferedWriter(folder.resolve(NOTE))) {
            properties.store(out, null);
        }
    }

    private Made read(String note) throws IOException {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(store.shelf().open(note), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return new Made(
                properties.getProperty("format"),
                Arrays.stream(properties.getProperty("widths").split(",")).map(Integer::valueOf).toList(),
                Integer.parseInt(properties.getProperty("width")),
                Integer.parseInt(properties.getProperty("height")),
                Boolean.parseBoolean(properties.getProperty("webp")));
    }
}

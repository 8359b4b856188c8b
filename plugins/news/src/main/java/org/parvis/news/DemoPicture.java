package org.parvis.news;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.GeneralPath;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws a landscape for the demonstration's articles: Parvis ships no photo. */
final class DemoPicture {

    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;
    private static final int RIDGES = 5;

    private DemoPicture() {}

    /** Layered hills under a sky, as a JPEG; the same for the same seed. */
    static byte[] landscape(long seed) {
        Random random = new Random(seed);
        float hue = random.nextFloat();
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(0, 0, Color.getHSBColor(hue, 0.25f, 0.95f), 0, HEIGHT, Color.getHSBColor(hue + 0.08f, 0.12f, 1f)));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(new Color(255, 250, 225, 200));
        int sun = 130 + random.nextInt(60);
        pen.fillOval(200 + random.nextInt(1000), 120 + random.nextInt(160), sun, sun);
        for (int ridge = 0; ridge < RIDGES; ridge++) {
            float depth = (ridge + 1f) / RIDGES;
            pen.setColor(Color.getHSBColor(hue + 0.3f, 0.18f + 0.35f * depth, 0.85f - 0.5f * depth));
            pen.fill(ridge(random, HEIGHT * (0.35 + 0.13 * ridge), 110 - 12 * ridge));
        }
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static GeneralPath ridge(Random random, double level, double height) {
        double slow = random.nextDouble() * 6;
        double fast = random.nextDouble() * 6;
        GeneralPath path = new GeneralPath();
        path.moveTo(0, HEIGHT);
        for (int x = 0; x <= WIDTH; x += 8) {
            path.lineTo(x, level - height * (Math.sin(x / 260.0 + slow) + 0.35 * Math.sin(x / 90.0 + fast)));
        }
        path.lineTo(WIDTH, HEIGHT);
        path.closePath();
        return path;
    }
}

package io.prepstation.device.simulator;

import io.prepstation.device.camera.LumaFrame;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a camera over a bench sees: the bench with the edge of a balance, and perhaps a label that a hand holds there a
/// little askew. Measures are parts of the picture's height.
final class BenchScene {

    private static final double HEIGHT_OF_LABEL = 0.5;
    private static final double MOST_TILT = Math.toRadians(7);
    private static final int SOFT_EDGES = 10;
    private static final int LENS = 3;

    private final int width;
    private final int height;
    private final RandomGenerator random;

    BenchScene(int width, int height, RandomGenerator random) {
        this.width = width;
        this.height = height;
        this.random = random;
    }

    LumaFrame with(@Nullable BufferedImage label) {
        BufferedImage scene = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scene.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        bench(graphics);
        balance(graphics);
        if (label != null) {
            hold(label, graphics);
        }
        light(graphics);
        graphics.dispose();
        return LumaFrame.of(throughLens(scene));
    }

    /// A worktop whose back edge runs a little uphill, before a darker wall.
    private void bench(Graphics2D graphics) {
        graphics.setPaint(new GradientPaint(0, 0, grey(96), 0, height, grey(70)));
        graphics.fillRect(0, 0, width, height);
        AffineTransform level = graphics.getTransform();
        graphics.rotate(Math.toRadians(-1.2), 0, height * 0.17);
        graphics.setPaint(new GradientPaint(0, 0, grey(142), 0, height, grey(178)));
        graphics.fill(new Rectangle2D.Double(-width, height * 0.17, 3.0 * width, 2.0 * height));
        graphics.setColor(grey(190));
        graphics.fill(new Rectangle2D.Double(-width, height * 0.17, 3.0 * width, height * 0.008));
        graphics.setTransform(level);
    }

    /// Housing and pan of a balance that reaches into the picture from the right.
    private void balance(Graphics2D graphics) {
        double left = width - height * 0.30;
        double top = height * 0.30;
        Shape housing =
                new RoundRectangle2D.Double(
                        left, top, height * 0.6, height * 0.9, height * 0.08, height * 0.08);
        shadow(housing, height * 0.02, graphics);
        graphics.setPaint(
                new GradientPaint(
                        (float) left, (float) top, grey(214), (float) left, height, grey(186)));
        graphics.fill(housing);
        double pan = height * 0.46;
        Shape disc = new Ellipse2D.Double(left + height * 0.06, top + height * 0.08, pan, pan);
        shadow(disc, height * 0.008, graphics);
        graphics.setPaint(
                new GradientPaint(
                        (float) left,
                        (float) top,
                        grey(232),
                        (float) (left + pan),
                        (float) (top + pan),
                        grey(160)));
        graphics.fill(disc);
        graphics.setColor(grey(150));
        graphics.setStroke(new BasicStroke(height * 0.004f));
        graphics.draw(disc);
    }

    /// A lamp from the upper left: the corners away from it are darker.
    private void light(Graphics2D graphics) {
        graphics.setPaint(
                new RadialGradientPaint(
                        width * 0.42f,
                        height * 0.4f,
                        width * 0.72f,
                        new float[] {0, 0.55f, 1},
                        new Color[] {
                            new Color(0, 0, 0, 14), new Color(0, 0, 0, 26), new Color(0, 0, 0, 110)
                        }));
        graphics.fillRect(0, 0, width, height);
    }

    private void hold(BufferedImage label, Graphics2D graphics) {
        double scale =
                Math.min(
                        HEIGHT_OF_LABEL * height / label.getHeight(),
                        0.9 * width / label.getWidth());
        AffineTransform held = new AffineTransform();
        held.translate(
                width * random.nextDouble(0.46, 0.53), height * random.nextDouble(0.48, 0.54));
        held.rotate(random.nextDouble(-MOST_TILT, MOST_TILT));
        held.scale(scale, scale);
        held.translate(-label.getWidth() / 2.0, -label.getHeight() / 2.0);
        Shape paper = new Rectangle2D.Double(0, 0, label.getWidth(), label.getHeight());
        shadow(held.createTransformedShape(paper), height * 0.015, graphics);
        graphics.drawImage(label, held, null);
    }

    /// Many faint outlines of growing width make an edge that fades, on the side away from the lamp.
    private static void shadow(Shape shape, double away, Graphics2D graphics) {
        AffineTransform place = graphics.getTransform();
        graphics.translate(away, away);
        graphics.setColor(new Color(0, 0, 0, 7));
        for (int edge = 1; edge <= SOFT_EDGES; edge++) {
            graphics.setStroke(
                    new BasicStroke(
                            (float) (away * 2 * edge / SOFT_EDGES),
                            BasicStroke.CAP_ROUND,
                            BasicStroke.JOIN_ROUND));
            graphics.draw(shape);
            graphics.fill(shape);
        }
        graphics.setTransform(place);
    }

    /// No lens draws edges as sharp as a program does.
    private static BufferedImage throughLens(BufferedImage scene) {
        float[] parts = new float[LENS * LENS];
        Arrays.fill(parts, 1f / parts.length);
        return new ConvolveOp(new Kernel(LENS, LENS, parts), ConvolveOp.EDGE_NO_OP, null)
                .filter(scene, null);
    }

    private static Color grey(int brightness) {
        return new Color(brightness, brightness, brightness);
    }
}

package io.prepstation.device.simulator;

import io.prepstation.device.camera.QrSymbol;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What a ray from the camera meets: the label with its code and lines of print, dirt on it, or the bench behind it.
///
/// Brightness is 0 black to 1 white; places on the label are counted in modules from the code's middle.
final class LabelOptics {

    private static final double PAPER = 0.86;
    private static final double INK = 0.07;
    private static final double RIM = 2;

    /// Lines of print below the code, in modules.
    private static final double PRINT_HEIGHT = 7;

    private final PrintedCode code;
    private final Circumstances seen;
    private final double middleX;
    private final double middleY;
    private final double cos;
    private final double sin;
    private final double half;
    private final double[] waves;
    private final List<Splash> splashes = new ArrayList<>();
    private final long print;

    /// A stain, dark or pale, round or long.
    private record Splash(double x, double y, double width, double height, double brightness) {

        boolean covers(double atX, double atY) {
            double dx = (atX - x) / width;
            double dy = (atY - y) / height;
            return dx * dx + dy * dy <= 1;
        }
    }

    LabelOptics(PrintedCode code, Circumstances seen, SplittableRandom random) {
        this.code = code;
        this.seen = seen;
        this.half = code.size() / 2.0;
        this.middleX = LabelPhoto.WIDTH / 2.0 + random.nextDouble(-60, 60);
        this.middleY = LabelPhoto.HEIGHT / 2.0 + random.nextDouble(-40, 40);
        this.cos = StrictMath.cos(StrictMath.toRadians(seen.pose().turn()));
        this.sin = StrictMath.sin(StrictMath.toRadians(seen.pose().turn()));
        this.waves = random.doubles(6, 0.002, 0.02).toArray();
        this.print = random.nextLong();
        splash(random);
    }

    double middleX() {
        return middleX;
    }

    double middleY() {
        return middleY;
    }

    /// The radius of a circle in the picture that holds the whole label.
    double reach() {
        double corner = (half + QrSymbol.QUIET_ZONE + RIM + PRINT_HEIGHT) * 1.5;
        double nearest =
                1
                        - Math.min(
                                        0.8,
                                        Math.abs(seen.pose().tiltX())
                                                + Math.abs(seen.pose().tiltY()))
                                / 2;
        return corner * seen.pixelsPerModule() / nearest;
    }

    /// The brightness that a point of the picture shows.
    double at(double x, double y) {
        double right = (x - middleX) / seen.pixelsPerModule();
        double down = (y - middleY) / seen.pixelsPerModule();
        double u = right * cos + down * sin;
        double v = down * cos - right * sin;
        double span = 2 * half;
        double nearness = 1 + (seen.pose().tiltX() * u + seen.pose().tiltY() * v) / (2 * span);
        if (nearness < 0.3) {
            return bench(x, y);
        }
        return onLabel(unrolled(u / nearness), v / nearness, x, y);
    }

    double bench(double x, double y) {
        return 0.42
                + 0.05 * StrictMath.sin(x * waves[0] + y * waves[1])
                + 0.04 * StrictMath.sin(x * waves[2] - y * waves[3])
                + 0.02 * StrictMath.sin((x + y) * waves[4] * 4);
    }

    /// Where on the flat label a point of the bent one lies; NaN beyond the bottle's edge.
    private double unrolled(double u) {
        if (seen.pose().bend() == 0) {
            return u;
        }
        double radius = half / seen.pose().bend();
        return Math.abs(u) >= radius ? Double.NaN : radius * StrictMath.asin(u / radius);
    }

    private double onLabel(double u, double v, double x, double y) {
        double edge = half + QrSymbol.QUIET_ZONE + RIM;
        if (!(Math.abs(u) < edge) || v < -edge || v > edge + PRINT_HEIGHT) {
            return bench(x, y);
        }
        for (Splash splash : splashes) {
            if (splash.covers(u, v)) {
                return splash.brightness();
            }
        }
        return dark(u, v) ? INK : PAPER;
    }

    private boolean dark(double u, double v) {
        if (Math.abs(u) < half && Math.abs(v) < half) {
            return code.dark((int) (u + half), (int) (v + half));
        }
        return v > half + QrSymbol.QUIET_ZONE && isPrint(u, v - half - QrSymbol.QUIET_ZONE);
    }

    /// Two lines of something like letters.
    private boolean isPrint(double u, double below) {
        double line = below % 4;
        int column = (int) Math.floor((u + half) * 1.5);
        int row = (int) (line * 1.5) + (below > 4 ? 5 : 0);
        return Math.abs(u) < half
                && line > 0.5
                && line < 3.2
                && ((print >>> ((column * 7 + row * 13) & 63)) & 1) == 1;
    }

    /// Stains until the wanted share of the code's area is covered, counting overlaps twice.
    private void splash(SplittableRandom random) {
        double area = 4 * half * half;
        double left = seen.damage() * area;
        while (left > 0) {
            boolean scratch = random.nextInt(3) == 0;
            double width = scratch ? half * random.nextDouble(0.4, 1) : random.nextDouble(0.5, 3);
            double height = scratch ? random.nextDouble(0.15, 0.5) : random.nextDouble(0.5, 3);
            splashes.add(
                    new Splash(
                            random.nextDouble(-half, half),
                            random.nextDouble(-half, half),
                            width,
                            height,
                            random.nextBoolean() ? 0.75 : random.nextDouble(0.1, 0.5)));
            left -= Math.PI * width * height;
        }
    }
}

package io.prepstation.device.simulator;

import io.prepstation.device.camera.LumaFrame;
import java.util.SplittableRandom;

/// Light collected pixel by pixel, then what lens and sensor make of it.
final class PhotoCanvas {

    /// Rays to a side of each pixel that the label can be in.
    private static final int RAYS = 3;

    private final int width;
    private final int height;
    private float[] light;
    private double middleX;
    private double middleY;
    private double reach;

    PhotoCanvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.light = new float[width * height];
    }

    void draw(LabelOptics optics) {
        middleX = optics.middleX();
        middleY = optics.middleY();
        reach = optics.reach();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean near = Math.abs(x - middleX) < reach && Math.abs(y - middleY) < reach;
                light[y * width + x] =
                        (float) (near ? meanOfRays(optics, x, y) : optics.bench(x, y));
            }
        }
    }

    private static double meanOfRays(LabelOptics optics, int x, int y) {
        double sum = 0;
        for (int row = 0; row < RAYS; row++) {
            for (int column = 0; column < RAYS; column++) {
                sum += optics.at(x + (column + 0.5) / RAYS, y + (row + 0.5) / RAYS);
            }
        }
        return sum / (RAYS * RAYS);
    }

    void develop(Circumstances seen, SplittableRandom random) {
        lamp(seen, random);
        soften(seen.lens().blur());
        shake(seen.lens().motion(), random.nextBoolean());
        expose(seen, random);
    }

    /// Adds the reflection of a lamp somewhere over the label, and the uneven light of every bench.
    private void lamp(Circumstances seen, SplittableRandom random) {
        double x = middleX + random.nextDouble(-0.4, 0.4) * reach;
        double y = middleY + random.nextDouble(-0.4, 0.4) * reach;
        double size = reach * random.nextDouble(0.2, 0.5);
        double slope = random.nextDouble(-0.2, 0.2);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double far = ((column - x) * (column - x) + (row - y) * (row - y)) / (size * size);
                double glare = far < 12 ? seen.exposure().glare() * StrictMath.exp(-far) : 0;
                double even = 1 + slope * (column - width / 2.0) / width;
                light[row * width + column] = (float) (light[row * width + column] * even + glare);
            }
        }
    }

    private void soften(double sigma) {
        if (sigma <= 0) {
            return;
        }
        int radius = (int) Math.ceil(3 * sigma);
        float[] kernel = new float[2 * radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            sum += StrictMath.exp(-i * i / (2 * sigma * sigma));
        }
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = (float) (StrictMath.exp(-i * i / (2 * sigma * sigma)) / sum);
        }
        light = folded(folded(light, kernel, 1, 0), kernel, 0, 1);
    }

    private void shake(double length, boolean sideways) {
        int pixels = (int) Math.round(length);
        if (pixels < 2) {
            return;
        }
        float[] kernel = new float[pixels | 1];
        java.util.Arrays.fill(kernel, 1f / kernel.length);
        light = sideways ? folded(light, kernel, 1, 0) : folded(light, kernel, 0, 1);
    }

    private float[] folded(float[] from, float[] kernel, int stepX, int stepY) {
        int radius = kernel.length / 2;
        float[] to = new float[from.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float sum = 0;
                for (int i = -radius; i <= radius; i++) {
                    int column = Math.clamp(x + i * stepX, 0, width - 1);
                    int row = Math.clamp(y + i * stepY, 0, height - 1);
                    sum += kernel[i + radius] * from[row * width + column];
                }
                to[y * width + x] = sum;
            }
        }
        return to;
    }

    private void expose(Circumstances seen, SplittableRandom random) {
        for (int i = 0; i < light.length; i++) {
            light[i] =
                    (float)
                            (light[i] * seen.exposure().light() * 255
                                    + bell(random.nextLong()) * seen.exposure().noise());
        }
    }

    /// Near enough to a normal deviate of one: the sum of twelve even ones, five bits each.
    private static double bell(long bits) {
        long sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += bits >>> (5 * i) & 31;
        }
        return (sum - 12 * 15.5) / 31.98;
    }

    LumaFrame frame() {
        byte[] luma = new byte[light.length];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) Math.clamp(Math.round(light[i]), 0, 255);
        }
        return new LumaFrame(width, height, width, luma);
    }
}

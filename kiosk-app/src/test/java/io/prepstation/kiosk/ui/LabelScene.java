package io.prepstation.kiosk.ui;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.Photo;
import io.prepstation.kiosk.ui.desk.CameraPicture;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// What a camera over a bench sees: a label with a code, a little askew, on a grey table.
final class LabelScene {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final double LABEL_WIDTH = 300;
    private static final double LABEL_HEIGHT = 230;
    private static final double CODE = 190;

    /// Drawn once for all pictures: a third of the time they took went into it.
    private static final Map<String, CameraPicture> SEEN = new ConcurrentHashMap<>();

    private LabelScene() {}

    /// The modules of a code without quiet zone, as the screens want them.
    static boolean[][] modules(String text) {
        try {
            BitMatrix matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0);
            int[] box = matrix.getEnclosingRectangle();
            boolean[][] modules = new boolean[box[3]][box[2]];
            for (int y = 0; y < box[3]; y++) {
                for (int x = 0; x < box[2]; x++) {
                    modules[y][x] = matrix.get(box[0] + x, box[1] + y);
                }
            }
            return modules;
        } catch (WriterException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static CameraPicture of(String text) {
        return SEEN.computeIfAbsent(text, LabelScene::drawn);
    }

    private static CameraPicture drawn(String text) {
        boolean[][] modules = modules(text);
        Random noise = new Random(7);
        byte[] luma = new byte[WIDTH * HEIGHT];
        double cos = Math.cos(Math.toRadians(-6));
        double sin = Math.sin(Math.toRadians(-6));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double u = (x - WIDTH / 2.0) * cos - (y - HEIGHT / 2.0) * sin;
                double v = (x - WIDTH / 2.0) * sin + (y - HEIGHT / 2.0) * cos;
                double light = 1 - Math.hypot(x - 260, y - 150) / 900;
                luma[y * WIDTH + x] =
                        (byte)
                                Math.clamp(
                                        (long)
                                                (grey(modules, u, v) * light
                                                        + noise.nextGaussian() * 4),
                                        0,
                                        255);
            }
        }
        return new CameraPicture(WIDTH, HEIGHT, WIDTH, luma);
    }

    /// The same as a photo that was kept.
    static byte[] jpeg(String text) {
        return Photo.jpeg(new LumaFrame(WIDTH, HEIGHT, WIDTH, of(text).luma()));
    }

    private static double grey(boolean[][] modules, double u, double v) {
        if (Math.abs(u) > LABEL_WIDTH / 2 || Math.abs(v) > LABEL_HEIGHT / 2) {
            return 118 + 10 * Math.sin(u / 37) * Math.sin(v / 53);
        }
        if (Math.abs(u) < CODE / 2 && Math.abs(v) < CODE / 2) {
            int column = (int) ((u + CODE / 2) / CODE * modules.length);
            int row = (int) ((v + CODE / 2) / CODE * modules.length);
            return modules[row][column] ? 38 : 236;
        }
        return 240;
    }
}

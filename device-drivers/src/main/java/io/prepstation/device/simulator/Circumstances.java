package io.prepstation.device.simulator;

import java.util.random.RandomGenerator;

/// Under what a photograph is taken. Zero of anything is none of it.
///
/// @param pixelsPerModule of the code, in the middle of the picture
/// @param turn in degrees
/// @param tiltX how much nearer the right edge is than the left: 0.3 is 30 % larger there
/// @param bend the label's half width in radians round a bottle
/// @param blur radius of the circle of confusion, as sigma in pixels
/// @param motion length of the camera's shake in pixels
/// @param glare brightness of a lamp's reflection, in full scales
/// @param noise standard deviation in grey levels of 255
/// @param light exposure: 1 is right, 0.1 nearly dark
/// @param damage share of the code's area that is splashed, scratched or gone
record Circumstances(
        double pixelsPerModule,
        double turn,
        double tiltX,
        double tiltY,
        double bend,
        double blur,
        double motion,
        double glare,
        double noise,
        double light,
        double damage) {

    /// A label held well: what every category starts from.
    private static Circumstances fair(RandomGenerator random) {
        return new Circumstances(
                random.nextDouble(3.5, 8),
                random.nextDouble(-20, 20),
                0,
                0,
                0,
                0.6,
                0,
                0,
                2,
                0.9,
                0);
    }

    static Circumstances of(Hardship hardship, RandomGenerator random) {
        Circumstances fair = fair(random);
        return switch (hardship) {
            case SMALL_MODULES -> fair.withModules(random.nextDouble(1.3, 2.6));
            case BLUR ->
                    random.nextBoolean()
                            ? fair.withBlur(fair.pixelsPerModule * random.nextDouble(0.25, 0.65), 0)
                            : fair.withBlur(
                                    0.7, fair.pixelsPerModule * random.nextDouble(0.5, 1.4));
            case PERSPECTIVE ->
                    fair.withTilt(
                            random.nextDouble(0, 360),
                            random.nextDouble(-0.4, 0.4),
                            random.nextDouble(-0.4, 0.4));
            case CURVATURE -> fair.withBend(random.nextDouble(0.2, 1.1));
            case GLARE -> fair.withGlare(random.nextDouble(0.2, 1.5));
            case NOISE -> fair.withNoise(random.nextDouble(10, 50));
            case LOW_LIGHT ->
                    fair.withLight(random.nextDouble(0.05, 0.2)).withNoise(random.nextDouble(1, 5));
            case DAMAGE -> fair.withDamage(random.nextDouble(0.01, 0.1));
            case MIXED -> mixed(fair, random);
        };
    }

    private static Circumstances mixed(Circumstances fair, RandomGenerator random) {
        Circumstances seen =
                fair.withModules(random.nextDouble(2, 6))
                        .withTilt(
                                random.nextDouble(0, 360),
                                random.nextDouble(-0.2, 0.2),
                                random.nextDouble(-0.2, 0.2))
                        .withBend(random.nextDouble(0, 0.6))
                        .withNoise(random.nextDouble(2, 10))
                        .withLight(random.nextDouble(0.25, 1))
                        .withDamage(random.nextDouble(0, 0.02));
        return seen.withBlur(
                        seen.pixelsPerModule * random.nextDouble(0.15, 0.4),
                        seen.pixelsPerModule * random.nextDouble(0, 0.4))
                .withGlare(random.nextBoolean() ? random.nextDouble(0.1, 0.7) : 0);
    }

    private Circumstances withModules(double pixels) {
        return new Circumstances(
                pixels, turn, tiltX, tiltY, bend, blur, motion, glare, noise, light, damage);
    }

    private Circumstances withBlur(double sigma, double shake) {
        return new Circumstances(
                pixelsPerModule,
                turn,
                tiltX,
                tiltY,
                bend,
                sigma,
                shake,
                glare,
                noise,
                light,
                damage);
    }

    private Circumstances withTilt(double degrees, double right, double down) {
        return new Circumstances(
                pixelsPerModule,
                degrees,
                right,
                down,
                bend,
                blur,
                motion,
                glare,
                noise,
                light,
                damage);
    }

    private Circumstances withBend(double radians) {
        return new Circumstances(
                pixelsPerModule,
                turn,
                tiltX,
                tiltY,
                radians,
                blur,
                motion,
                glare,
                noise,
                light,
                damage);
    }

    private Circumstances withGlare(double brightness) {
        return new Circumstances(
                pixelsPerModule,
                turn,
                tiltX,
                tiltY,
                bend,
                blur,
                motion,
                brightness,
                noise,
                light,
                damage);
    }

    private Circumstances withNoise(double levels) {
        return new Circumstances(
                pixelsPerModule,
                turn,
                tiltX,
                tiltY,
                bend,
                blur,
                motion,
                glare,
                levels,
                light,
                damage);
    }

    private Circumstances withLight(double exposure) {
        return new Circumstances(
                pixelsPerModule,
                turn,
                tiltX,
                tiltY,
                bend,
                blur,
                motion,
                glare,
                noise,
                exposure,
                damage);
    }

    private Circumstances withDamage(double share) {
        return new Circumstances(
                pixelsPerModule,
                turn,
                tiltX,
                tiltY,
                bend,
                blur,
                motion,
                glare,
                noise,
                light,
                share);
    }
}

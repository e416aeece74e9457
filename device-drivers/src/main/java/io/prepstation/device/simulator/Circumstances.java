package io.prepstation.device.simulator;

import java.util.random.RandomGenerator;

/// Under what a photograph is taken. Zero of anything is none of it.
///
/// @param pixelsPerModule of the code, in the middle of the picture
/// @param damage share of the code's area that is splashed, scratched or gone
record Circumstances(
        double pixelsPerModule, Pose pose, Lens lens, Exposure exposure, double damage) {

    /// How the label is held.
    ///
    /// @param turn in degrees
    /// @param tiltX how much nearer the right edge is than the left: 0.3 is 30 % larger there
    /// @param bend the label's half width in radians round a bottle
    record Pose(double turn, double tiltX, double tiltY, double bend) {}

    /// @param blur radius of the circle of confusion, as sigma in pixels
    /// @param motion length of the camera's shake in pixels
    record Lens(double blur, double motion) {}

    /// @param glare brightness of a lamp's reflection, in full scales
    /// @param noise standard deviation in grey levels of 255
    /// @param light 1 is right, 0.1 nearly dark
    record Exposure(double glare, double noise, double light) {}

    private static final double USUAL_NOISE = 2;
    private static final double USUAL_LIGHT = 0.9;

    /// A label held well: what every category starts from.
    private static Circumstances fair(RandomGenerator random) {
        return new Circumstances(
                random.nextDouble(3.5, 8),
                new Pose(random.nextDouble(-20, 20), 0, 0, 0),
                new Lens(0.6, 0),
                new Exposure(0, USUAL_NOISE, USUAL_LIGHT),
                0);
    }

    static Circumstances of(Hardship hardship, RandomGenerator random) {
        Circumstances fair = fair(random);
        double pixels = fair.pixelsPerModule;
        return switch (hardship) {
            case SMALL_MODULES -> fair.with(random.nextDouble(1.3, 2.6));
            case BLUR ->
                    fair.with(
                            random.nextBoolean()
                                    ? new Lens(pixels * random.nextDouble(0.25, 0.65), 0)
                                    : new Lens(0.7, pixels * random.nextDouble(0.5, 1.4)));
            case PERSPECTIVE ->
                    fair.with(
                            new Pose(
                                    random.nextDouble(0, 360),
                                    random.nextDouble(-0.4, 0.4),
                                    random.nextDouble(-0.4, 0.4),
                                    0));
            case CURVATURE ->
                    fair.with(new Pose(fair.pose.turn, 0, 0, random.nextDouble(0.2, 1.1)));
            case GLARE ->
                    fair.with(new Exposure(random.nextDouble(0.2, 1.5), USUAL_NOISE, USUAL_LIGHT));
            case NOISE -> fair.with(new Exposure(0, random.nextDouble(10, 50), USUAL_LIGHT));
            case LOW_LIGHT -> {
                double light = random.nextDouble(0.05, 0.2);
                yield fair.with(new Exposure(0, random.nextDouble(1, 5), light));
            }
            case DAMAGE -> fair.damaged(random.nextDouble(0.01, 0.1));
            case MIXED -> mixed(random);
        };
    }

    /// A little of everything.
    private static Circumstances mixed(RandomGenerator random) {
        double pixels = random.nextDouble(2, 6);
        Pose pose =
                new Pose(
                        random.nextDouble(0, 360),
                        random.nextDouble(-0.2, 0.2),
                        random.nextDouble(-0.2, 0.2),
                        random.nextDouble(0, 0.6));
        double noise = random.nextDouble(2, 10);
        double light = random.nextDouble(0.25, 1);
        double damage = random.nextDouble(0, 0.02);
        Lens lens =
                new Lens(pixels * random.nextDouble(0.15, 0.4), pixels * random.nextDouble(0, 0.4));
        double glare = random.nextBoolean() ? random.nextDouble(0.1, 0.7) : 0;
        return new Circumstances(pixels, pose, lens, new Exposure(glare, noise, light), damage);
    }

    private Circumstances with(double pixels) {
        return new Circumstances(pixels, pose, lens, exposure, damage);
    }

    private Circumstances with(Pose other) {
        return new Circumstances(pixelsPerModule, other, lens, exposure, damage);
    }

    private Circumstances with(Lens other) {
        return new Circumstances(pixelsPerModule, pose, other, exposure, damage);
    }

    private Circumstances with(Exposure other) {
        return new Circumstances(pixelsPerModule, pose, lens, other, damage);
    }

    private Circumstances damaged(double share) {
        return new Circumstances(pixelsPerModule, pose, lens, exposure, share);
    }
}

package io.prepstation.device.simulator;

/// What the electronics of a simulated balance make of its pan: zero point, tare, limits, at one moment.
final class WeighingCell {

    private static final int ZERO_RANGE = 50;
    private static final int DIGITS_ABOVE_MAXIMUM = 9;

    private final PanPhysics pan;
    private final SimulatedIdentity identity;
    private long now;
    private long zeroPoint;
    private long tare;

    WeighingCell(PanPhysics pan, SimulatedIdentity identity) {
        this.pan = pan;
        this.identity = identity;
    }

    /// Looks at the pan now; everything else speaks of this moment.
    void look(long nanos) {
        now = nanos;
    }

    SimulatedIdentity identity() {
        return identity;
    }

    boolean stable() {
        return pan.stable(now);
    }

    boolean tooMuch() {
        return gross()
                > identity.maximumMicrograms()
                        + DIGITS_ABOVE_MAXIMUM * identity.readabilityMicrograms();
    }

    boolean tooLittle() {
        return gross() < -identity.maximumMicrograms() / ZERO_RANGE;
    }

    boolean negative() {
        return net() < 0;
    }

    /// Whether it is below zero by more than a zero tracking hides.
    boolean belowZero() {
        return net() < -5 * identity.readabilityMicrograms();
    }

    /// The displayed number of a balance that shows none below zero.
    String atLeastZero() {
        return identity.inGrams(Math.max(0, net()));
    }

    /// The displayed number with its minus, as `-12.3400`.
    String shown() {
        return identity.inGrams(net());
    }

    /// The displayed number without its sign.
    String unsigned() {
        return identity.inGrams(Math.abs(net()));
    }

    /// The largest load, in the digits of the display.
    String maximum() {
        return identity.inGrams(identity.maximumMicrograms());
    }

    String tare() {
        return identity.inGrams(tare);
    }

    /// Sets zero within 2 % of the maximum around the empty pan and forgets the tare.
    boolean zero() {
        long felt = pan.felt(now);
        if (Math.abs(felt) > identity.maximumMicrograms() / ZERO_RANGE) {
            return false;
        }
        zeroPoint = felt;
        tare = 0;
        return true;
    }

    /// As after a power cut: whatever lies on the pan becomes zero, and the tare is forgotten.
    void restart() {
        zeroPoint = pan.felt(now);
        tare = 0;
    }

    boolean takeTare() {
        long gross = gross();
        if (gross < 0 || gross > identity.maximumMicrograms()) {
            return false;
        }
        tare = gross;
        return true;
    }

    void presetTare(long micrograms) {
        tare = rounded(micrograms);
    }

    long gross() {
        return rounded(pan.felt(now) - zeroPoint);
    }

    /// What the display shows, in micrograms.
    long net() {
        return gross() - tare;
    }

    private long rounded(long micrograms) {
        long step = identity.readabilityMicrograms();
        return Math.floorDiv(micrograms + step / 2, step) * step;
    }
}

package io.prepstation.kiosk.demo;

import io.prepstation.device.DeviceException;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.model.mass.Mass;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Hands at a simulated bench.
final class SimulatedWorld implements DemoWorld {

    private static final Mass VESSEL = Mass.grams("62.4817");

    /// In millionths of what is poured.
    private static final int WORST_HAND = 2000;

    private static final int MILLIONTHS = 6;

    private final SimulatedBalance balance;
    private final Labels labels;
    private final Duration pouring;
    private final RandomGenerator hand;
    private Mass lifted = VESSEL;

    /// @param pouring how long it takes to pour one ingredient
    /// @param hand how far off a pour ends: nobody hits a tenth of a milligram
    SimulatedWorld(
            SimulatedBalance balance, Labels labels, Duration pouring, RandomGenerator hand) {
        this.hand = hand;
        this.balance = balance;
        this.labels = labels;
        this.pouring = pouring;
    }

    @Override
    public void placeVessel() {
        balance.place(VESSEL);
    }

    @Override
    public void clearPan() {
        balance.clear();
    }

    /// Lifting what was lifted before changes nothing: hands may be told twice.
    @Override
    public void liftVessel() {
        Mass load = balance.load();
        if (load.value().signum() > 0) {
            lifted = load;
            balance.clear();
        }
    }

    @Override
    public void returnVessel() {
        balance.place(lifted);
    }

    @Override
    public void pour(BigDecimal grams) {
        BigDecimal off = BigDecimal.valueOf(hand.nextInt(-WORST_HAND, WORST_HAND + 1), MILLIONTHS);
        BigDecimal poured = grams.multiply(BigDecimal.ONE.add(off));
        balance.pour(Mass.grams(poured.setScale(MILLIONTHS, RoundingMode.HALF_EVEN)), pouring);
    }

    @Override
    public boolean pouring() {
        return !balance.settled();
    }

    @Override
    public void unplug() throws DeviceException {
        balance.unplug();
    }

    @Override
    public void replug() throws DeviceException {
        balance.replug();
    }

    @Override
    public void holdUp(String text) throws IOException {
        labels.holdUp(text);
    }

    @Override
    public void clearView() throws IOException {
        labels.clear();
    }
}

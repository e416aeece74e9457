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
    private static final Mass CONTAINER = Mass.grams("312.4471");

    /// In millionths of what is poured.
    private static final int WORST_HAND = 2000;

    private static final int MILLIONTHS = 6;

    private final SimulatedBalance balance;
    private final Labels labels;
    private final Duration pouring;
    private final RandomGenerator hand;
    private Thing standing = Thing.VESSEL;
    private Mass vessel = VESSEL;
    private Mass container = CONTAINER;

    /// What stands on the balance, or stood there last.
    private enum Thing {
        VESSEL,
        CONTAINER
    }

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
        place(Thing.VESSEL);
    }

    @Override
    public void placeContainer() {
        place(Thing.CONTAINER);
    }

    private void place(Thing next) {
        liftVessel();
        standing = next;
        returnVessel();
    }

    @Override
    public void clearPan() {
        balance.clear();
        vessel = VESSEL;
        container = CONTAINER;
    }

    /// What the container lost is in the vessel. Lifting what was lifted before changes nothing: hands may be told twice.
    @Override
    public void liftVessel() {
        Mass load = balance.load();
        if (load.value().signum() > 0) {
            switch (standing) {
                case VESSEL -> vessel = load;
                case CONTAINER -> {
                    vessel = vessel.plus(container.minus(load));
                    container = load;
                }
            }
            balance.clear();
        }
    }

    @Override
    public void returnVessel() {
        balance.place(standing == Thing.VESSEL ? vessel : container);
    }

    @Override
    public void pour(BigDecimal grams) {
        balance.pour(byHand(grams), pouring);
    }

    @Override
    public void takeOut(BigDecimal grams) {
        balance.pour(byHand(grams).negated(), pouring);
    }

    private Mass byHand(BigDecimal grams) {
        BigDecimal off = BigDecimal.valueOf(hand.nextInt(-WORST_HAND, WORST_HAND + 1), MILLIONTHS);
        BigDecimal poured = grams.multiply(BigDecimal.ONE.add(off));
        return Mass.grams(poured.setScale(MILLIONTHS, RoundingMode.HALF_EVEN));
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

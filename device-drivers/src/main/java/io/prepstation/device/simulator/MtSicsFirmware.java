package io.prepstation.device.simulator;

import java.util.Map;
import java.util.random.RandomGenerator;

/// A balance of Mettler-Toledo.
final class MtSicsFirmware implements BalanceFirmwares.Maker {

    @Override
    public BalanceFirmware make(
            PanPhysics pan, SimulatedIdentity identity, RandomGenerator random) {
        return new MtSicsBalance(pan, identity, random, true);
    }

    /// A weigh module without a display.
    @Override
    public Map<String, BalanceFirmwares.Maker> variants() {
        return Map.of(
                "module",
                (pan, identity, random) -> new MtSicsBalance(pan, identity, random, false));
    }
}

package io.prepstation.device.simulator;

import java.util.random.RandomGenerator;

/// A balance of Mettler-Toledo.
final class MtSicsFirmware implements BalanceFirmwares.Maker {

    @Override
    public BalanceFirmware make(
            PanPhysics pan, SimulatedIdentity identity, RandomGenerator random) {
        return new MtSicsBalance(pan, identity, random);
    }
}

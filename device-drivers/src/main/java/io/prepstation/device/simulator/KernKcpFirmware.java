package io.prepstation.device.simulator;

import java.util.random.RandomGenerator;

/// A KERN balance that speaks KCP, which is MT-SICS on the wire; whether KERN has `D` is not known.
final class KernKcpFirmware implements BalanceFirmwares.Maker {

    @Override
    public BalanceFirmware make(
            PanPhysics pan, SimulatedIdentity identity, RandomGenerator random) {
        return new MtSicsBalance(pan, identity, random, false);
    }
}

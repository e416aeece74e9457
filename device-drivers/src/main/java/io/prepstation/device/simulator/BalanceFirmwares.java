package io.prepstation.device.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// The simulated balances by the name of the protocol they speak.
public final class BalanceFirmwares {

    /// Makes the firmware of a balance with this pan.
    public interface Maker {
        BalanceFirmware make(PanPhysics pan, SimulatedIdentity identity, RandomGenerator random);
    }

    private static final Map<String, Maker> ALL =
            new TreeMap<>(Map.of("mt-sics", MtSicsFirmware::new));

    private BalanceFirmwares() {}

    public static Optional<Maker> named(String protocol) {
        return Optional.ofNullable(ALL.get(protocol));
    }

    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }
}

package io.prepstation.device.simulator;

import io.prepstation.model.balance.KnownBalance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The simulated balances by the name of the protocol they speak.
public final class BalanceFirmwares {

    /// Makes the firmware of a balance with this pan.
    @FunctionalInterface
    public interface Maker {
        BalanceFirmware make(PanPhysics pan, SimulatedIdentity identity, RandomGenerator random);

        /// Who it is, if nobody says otherwise: a balance whose lines have room for its digits.
        default SimulatedIdentity identity() {
            return SimulatedIdentity.analytical();
        }

        /// How else it is made or can be set, by a word each; the driver must get on with all of them.
        default Map<String, Maker> variants() {
            return Map.of();
        }
    }

    private BalanceFirmwares() {}

    public static Optional<Maker> named(String protocol) {
        return Arrays.stream(KnownBalance.values())
                .filter(known -> known.word().equals(protocol))
                .findFirst()
                .map(BalanceFirmwares::of);
    }

    public static List<String> names() {
        return KnownBalance.words();
    }

    public static SimulatedIdentity identity(String protocol) {
        return named(protocol).map(Maker::identity).orElseGet(SimulatedIdentity::analytical);
    }

    private static Maker of(KnownBalance known) {
        String name = BalanceFirmwares.class.getPackageName() + "." + known.code() + "Firmware";
        try {
            return Class.forName(name)
                    .asSubclass(Maker.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("no simulator for " + known.word(), missing);
        }
    }
}

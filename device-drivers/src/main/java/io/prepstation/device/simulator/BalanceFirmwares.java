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
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("adam", speaking(new AdamFirmware())),
                            Map.entry("and", speaking(new AndFirmware())),
                            Map.entry("cas-st-gs", speaking(new CasStGsFirmware())),
                            Map.entry("creedmoor", speaking(new CreedmoorFirmware())),
                            Map.entry("denver-mseries", speaking(new DenverMSeriesFirmware())),
                            Map.entry("gandg", speaking(new GandGFirmware())),
                            Map.entry("generic", speaking(new GenericFirmware())),
                            Map.entry("kern-kcp", MtSicsFirmware::new),
                            Map.entry("kern-print", speaking(new KernPrintFirmware())),
                            Map.entry("mt-sics", MtSicsFirmware::new),
                            Map.entry("ohaus", speaking(new OhausFirmware())),
                            Map.entry("radwag", speaking(new RadwagFirmware())),
                            Map.entry("sartorius-sbi", speaking(new SartoriusSbiFirmware())),
                            Map.entry("steinberg-sbs", speaking(new SteinbergSbsFirmware())),
                            Map.entry("sterling-7600", speaking(new Sterling7600Firmware())),
                            Map.entry("toledo-8217", speaking(new Toledo8217Firmware())),
                            Map.entry("us-solid", speaking(new UsSolidFirmware()))));

    private BalanceFirmwares() {}

    public static Optional<Maker> named(String protocol) {
        return Optional.ofNullable(ALL.get(protocol));
    }

    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /// A balance whose lines have room for its digits: two print formats are too narrow for tenths of a milligram.
    public static SimulatedIdentity identity(String protocol) {
        return switch (protocol) {
            case "gandg", "creedmoor" -> SimulatedIdentity.precision();
            default -> SimulatedIdentity.analytical();
        };
    }

    private static Maker speaking(Dialect dialect) {
        return (pan, identity, random) ->
                new TalkingFirmware(dialect, new WeighingCell(pan, identity), random);
    }
}

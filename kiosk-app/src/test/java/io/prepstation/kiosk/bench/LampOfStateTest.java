package io.prepstation.kiosk.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.device.gpio.Lamp;
import io.prepstation.kiosk.ui.BenchStates;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("DEV-PIN")
class LampOfStateTest {

    @Test
    void it_is_green_where_it_goes_on_red_where_something_is_wrong_amber_while_weighing() {
        Map<String, Lamp> shown =
                BenchStates.some().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry -> LampOfState.of(entry.getValue())));
        assertEquals(
                Map.ofEntries(
                        Map.entry("SignedOut", Lamp.OFF),
                        Map.entry("Ready", Lamp.OFF),
                        Map.entry("Locked", Lamp.RED),
                        Map.entry("Reviewing", Lamp.OFF),
                        Map.entry("AwaitingContainer", Lamp.AMBER),
                        Map.entry("Taring", Lamp.AMBER),
                        Map.entry("Dispensing", Lamp.AMBER),
                        Map.entry("Settling", Lamp.AMBER),
                        Map.entry("InTolerance", Lamp.GREEN),
                        Map.entry("Over", Lamp.RED),
                        Map.entry("Correcting", Lamp.RED),
                        Map.entry("Fault", Lamp.RED),
                        Map.entry("Completed", Lamp.GREEN)),
                shown);
    }
}

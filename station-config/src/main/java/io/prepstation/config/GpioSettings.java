package io.prepstation.config;

import io.prepstation.config.ValueTypes.Choice;
import io.prepstation.config.ValueTypes.Open;
import io.prepstation.config.ValueTypes.Whole;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is wired to the pins, by BCM numbers; null where nothing is.
public record GpioSettings(
        Board board,
        @Nullable Integer footSwitch,
        @Nullable Integer green,
        @Nullable Integer amber,
        @Nullable Integer red,
        @Nullable Integer buzzer) {

    public boolean hasLamp() {
        return green != null || amber != null || red != null;
    }

    /// What the pins belong to.
    public enum Board {
        /// A Raspberry Pi 4 or 5.
        GPIOD,
        /// Pins in memory.
        MOCK
    }

    private static final Key<Board> BOARD =
            Key.of(
                    "gpio.board",
                    Choice.of(Board.values()),
                    "gpiod on a Raspberry Pi; mock has its pins in memory, for any other computer.");
    private static final Key<Optional<Integer>> FOOT_SWITCH =
            pin("gpio.foot_switch", "The foot switch, which closes to ground.");
    private static final Key<Optional<Integer>> GREEN = pin("gpio.lamp_green", "The green lamp.");
    private static final Key<Optional<Integer>> AMBER = pin("gpio.lamp_amber", "The amber lamp.");
    private static final Key<Optional<Integer>> RED = pin("gpio.lamp_red", "The red lamp.");
    private static final Key<Optional<Integer>> BUZZER = pin("gpio.buzzer", "The buzzer.");

    static final Section SECTION =
            new Section(
                    "gpio",
                    "What is wired to the pins of the computer.",
                    List.of(BOARD, FOOT_SWITCH, GREEN, AMBER, RED, BUZZER),
                    List.of());

    static GpioSettings from(Values values) {
        return new GpioSettings(
                values.get(BOARD),
                values.get(FOOT_SWITCH).orElse(null),
                values.get(GREEN).orElse(null),
                values.get(AMBER).orElse(null),
                values.get(RED).orElse(null),
                values.get(BUZZER).orElse(null));
    }

    private static Key<Optional<Integer>> pin(String name, String meaning) {
        return Key.of(name, new Open<>(new Whole(0, 63)), meaning + " By its BCM number.");
    }
}

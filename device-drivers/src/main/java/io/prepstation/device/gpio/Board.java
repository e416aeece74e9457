package io.prepstation.device.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.mock.platform.MockPlatform;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;

/// What the pins belong to.
public enum Board {
    /// A Raspberry Pi 4 or 5, by the kernel's character device.
    GPIOD(GpioDDigitalInputProvider.ID, GpioDDigitalOutputProvider.ID),
    /// Pins in memory, for any other computer.
    MOCK(MockDigitalInputProvider.ID, MockDigitalOutputProvider.ID);

    private final String inputs;
    private final String outputs;

    Board(String inputs, String outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /// Pi4J with this board alone; at its end it puts every output into its safe state.
    Context open() {
        return switch (this) {
            case GPIOD ->
                    Pi4J.newContextBuilder()
                            .add(
                                    GpioDDigitalInputProvider.newInstance(),
                                    GpioDDigitalOutputProvider.newInstance())
                            .build();
            case MOCK ->
                    Pi4J.newContextBuilder()
                            .add(new MockPlatform())
                            .add(
                                    MockDigitalInputProvider.newInstance(),
                                    MockDigitalOutputProvider.newInstance())
                            .build();
        };
    }

    DigitalInput input(Context context, String name, int pin) {
        return context.create(
                DigitalInput.newConfigBuilder(context)
                        .id(name)
                        .address(pin)
                        .pull(PullResistance.PULL_UP)
                        .debounce(0L)
                        .provider(inputs)
                        .build());
    }

    /// Off at the beginning, and off whenever the program ends.
    DigitalOutput output(Context context, String name, int pin) {
        return context.create(
                DigitalOutput.newConfigBuilder(context)
                        .id(name)
                        .address(pin)
                        .initial(DigitalState.LOW)
                        .shutdown(DigitalState.LOW)
                        .provider(outputs)
                        .build());
    }
}

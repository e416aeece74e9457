package io.prepstation.device.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.platform.MockPlatform;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProviderImpl;
import java.util.concurrent.atomic.AtomicInteger;

/// Pi4J's pins in memory, whose lines can be made to fail as those of a board do that was unplugged.
final class FragileBoard {

    final AtomicInteger openings = new AtomicInteger();
    private volatile boolean broken;

    void breakLines() {
        broken = true;
    }

    void mendLines() {
        broken = false;
    }

    Context open() {
        openings.incrementAndGet();
        return Pi4J.newContextBuilder()
                .add(new MockPlatform())
                .add(MockDigitalInputProvider.newInstance(), new Provider())
                .build();
    }

    private final class Provider extends MockDigitalOutputProviderImpl {

        @Override
        public DigitalOutput create(DigitalOutputConfig config) {
            Line line = new Line(this, config);
            registry().add(line);
            return line;
        }

        private com.pi4j.registry.Registry registry() {
            return context().registry();
        }
    }

    private final class Line extends MockDigitalOutput {

        private Line(DigitalOutputProvider provider, DigitalOutputConfig config) {
            super(provider, config);
        }

        @Override
        public DigitalOutput state(DigitalState state) {
            if (broken) {
                throw new IOException("line went away");
            }
            return super.state(state);
        }
    }
}

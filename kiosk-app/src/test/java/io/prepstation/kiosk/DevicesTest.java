package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.config.BalanceSettings;
import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.device.balance.BalanceProtocol;
import io.prepstation.device.balance.BalanceProtocols;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.balance.Stability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("OPS-2")
class DevicesTest {

    @TempDir Path directory;

    static List<String> protocols() {
        return BalanceProtocols.names();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void every_protocol_of_the_drivers_can_be_configured(String name) throws IOException {
        assertEquals(name, Devices.protocol(settings("protocol = \"" + name + "\"")).name());
    }

    @Test
    void a_described_balance_is_read_as_described() throws IOException {
        BalanceProtocol protocol =
                Devices.protocol(
                        settings(
                                """
                                protocol = "generic"
                                generic_request = "P\\r\\n"
                                generic_pattern = '(?<stable>[SM]) (?<sign>[+-])(?<value>[0-9.]+)(?<unit>g)'
                                generic_stable_marks = ["S"]
                                generic_unstable_marks = ["M"]
                                """));
        assertEquals("P\r\n", protocol.weigh().orElseThrow().text());
        assertEquals(new Weight("-12.50", "g", Stability.STABLE), protocol.parse("S -12.50g"));
        assertEquals(new Weight("12.50", "g", Stability.UNSTABLE), protocol.parse("M +12.50g"));
    }

    private BalanceSettings settings(String balance) throws IOException {
        Files.writeString(directory.resolve("station.toml"), "[balance]\n" + balance + "\n");
        return assertInstanceOf(Loaded.class, ConfigReader.read(directory)).config().balance();
    }
}

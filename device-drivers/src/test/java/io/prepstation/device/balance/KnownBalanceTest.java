package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.simulator.BalanceFirmwares;
import io.prepstation.model.balance.KnownBalance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A balance in the list is whole: the four files and the page of CONTRIBUTING.md. The contract, the search and the cut cable
/// take their balances from the same list.
@Tag("WEI-1")
class KnownBalanceTest {

    private static final Path PAGES = Path.of("../docs/protocols");

    @ParameterizedTest
    @EnumSource
    void has_a_protocol_of_its_name(KnownBalance known) {
        BalanceProtocol protocol = BalanceProtocols.named(known.word()).orElseThrow();
        assertEquals(known.word(), protocol.name());
        assertEquals(known.code(), protocol.getClass().getSimpleName());
    }

    @ParameterizedTest
    @EnumSource
    void has_a_simulator(KnownBalance known) {
        assertTrue(BalanceFirmwares.named(known.word()).isPresent());
        assertTrue(BalanceFirmwares.identity(known.word()).serialNumber().startsWith("SIM"));
    }

    /// The generic one is nobody's.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GENERIC")
    void has_recorded_lines(KnownBalance known) {
        assertFalse(VectorLine.of(known.word()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void has_a_page_that_names_its_code(KnownBalance known) throws IOException {
        String page = Files.readString(PAGES.resolve(known.word() + ".md"));
        assertTrue(page.contains("`" + known.word() + "`"), page);
        assertTrue(page.contains("`" + known.code() + "`"), page);
        assertTrue(page.contains("`" + known.code() + "Firmware`"), page);
    }
}

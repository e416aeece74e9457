package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// That the hub is really asked is shown beside the hub, by `DoctorAtTheHubTest`.
@Tag("OPS-5")
class HubCheckupTest {

    private static final String HUB = "203.0.113.9";
    private static final String BOTH = "the kiosk and the nightly upload";

    @TempDir Path folder;

    /// The last of each kind that the units let out, and the first that they do not.
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "10.255.255.255, true",
        "11.0.0.1, false",
        "172.31.255.255, true",
        "172.32.0.1, false",
        "192.168.255.1, true",
        "192.169.0.1, false",
        "169.254.7.7, true",
        "100.64.0.1, false",
        "203.0.113.9, false",
        "fd00::1, true",
        "fe80::1, true",
        "::1, true",
        "2001:db8::1, false"
    })
    void it_knows_which_addresses_the_units_let_out(String address, boolean out) throws Exception {
        assertEquals(out ? "" : BOTH, shutOut(address));
    }

    /// As they are installed, and as they are taken to be where they are not.
    @Test
    void the_units_say_what_is_taken_for_it() throws Exception {
        for (String unit : List.of("kiosk", "upload")) {
            String text =
                    Files.readString(Path.of("..", "systemd", "prepstation-" + unit + ".service"));
            assertTrue(text.contains("\n" + UnitReach.PACKAGED), text);
            Files.writeString(folder.resolve("prepstation-" + unit + ".service"), text);
        }

        assertEquals(BOTH, shutOut(HUB));
        assertEquals("", shutOut("10.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IPAddressAllow=203.0.113.9",
                "IPAddressAllow=203.0.113.0/24",
                "IPAddressAllow = 10.9.9.9 203.0.112.0/23",
                "IPAddressAllow=any",
                "IPAddressAllow=\\\n  203.0.113.9",
                "IPAddressDeny=",
                "IPAddressDeny=\nIPAddressDeny=203.0.114.0/24"
            })
    void a_drop_in_that_has_the_hub_lets_out(String line) throws Exception {
        dropIn("prepstation-kiosk.service.d/addresses.conf", line);
        assertEquals("the nightly upload", shutOut(HUB));

        dropIn("prepstation-upload.service.d/addresses.conf", line);
        assertEquals("", shutOut(HUB));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IPAddressAllow=203.0.113.8",
                "IPAddressAllow=203.0.113.0/29",
                "IPAddressAllow=2001:db8::/32",
                "IPAddressAllow=nonsense 203.0.113.9/33",
                "#IPAddressAllow=any",
                "# IPAddressAllow: see operations.md",
                "IPAddressAllow=any\nIPAddressAllow=",
                "TasksMax=200"
            })
    void a_drop_in_that_does_not_have_it_changes_nothing(String line) throws Exception {
        dropIn("prepstation-kiosk.service.d/addresses.conf", line);
        dropIn("prepstation-upload.service.d/addresses.conf", line);

        assertEquals(BOTH, shutOut(HUB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"service.d", "prepstation-.service.d"})
    void a_drop_in_for_all_units_counts(String all) throws Exception {
        dropIn(all + "/addresses.conf", "IPAddressAllow=any");

        assertEquals("", shutOut(HUB));
    }

    /// systemd reads no other, and of one name the one for the unit alone.
    @Test
    void only_the_drop_ins_that_systemd_reads_count() throws Exception {
        dropIn("prepstation-kiosk.service.d/addresses.conf~", "IPAddressAllow=any");
        assertEquals(BOTH, shutOut(HUB));

        dropIn("service.d/addresses.conf", "IPAddressAllow=any");
        dropIn("prepstation-kiosk.service.d/addresses.conf", "IPAddressAllow=203.0.113.8");
        assertEquals("the kiosk", shutOut(HUB));
    }

    private void dropIn(String file, String line) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "[Service]\n" + line + "\n");
    }

    private String shutOut(String address) throws Exception {
        return new HubCheckup(List.of(folder)).shutOut(InetAddress.getByName(address));
    }
}

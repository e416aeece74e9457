package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That the hub is really asked is shown beside the hub, by `DoctorAtTheHubTest`.
@Tag("OPS-5")
class HubCheckupTest {

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
        assertEquals(out, HubCheckup.isPrivate(InetAddress.getByName(address)));
    }
}

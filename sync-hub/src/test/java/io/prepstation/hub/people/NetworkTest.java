package io.prepstation.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("OPS-7")
class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.168.1.7, 192.168.1.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::9, 20010db800010002/64",
        "2001:db8:1:3::9, 20010db800010003/64",
        "fe80:0:0:0:1:2:3:4%eth0, fe80000000000000/64",
        "::ffff:192.168.1.7, ::ffff:192.168.1.7",
        "no address, no address"
    })
    void of_ipv6_is_the_half_that_somebody_has_all_of(String address, String network) {
        assertEquals(network, Network.of(address));
    }
}

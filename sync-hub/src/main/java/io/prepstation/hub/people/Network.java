package io.prepstation.hub.people;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/// Who is behind an address: of IPv6 the first half, because whoever has one address has all of its other half.
public final class Network {

    private static final int HALF = 8;

    private Network() {}

    /// @param address as the connection says it, perhaps with a zone
    public static String of(String address) {
        try {
            return InetAddress.ofLiteral(address.replaceFirst("%.*", ""))
                            instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, HALF) + "/64"
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}

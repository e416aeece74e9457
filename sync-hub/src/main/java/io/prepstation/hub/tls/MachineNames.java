package io.prepstation.hub.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What this machine is called by others: its name, its addresses, and what it calls itself.
public final class MachineNames {

    private MachineNames() {}

    /// @param first names that come before those found, because stations are told to use them
    public static List<String> with(List<String> first) throws IOException {
        Set<String> names = new LinkedHashSet<>(first);
        ownName().ifPresent(names::add);
        names.add("localhost");
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            network.inetAddresses()
                    .filter(address -> !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .map(MachineNames::withoutZone)
                    .forEach(names::add);
        }
        return List.copyOf(names);
    }

    /// Empty on a machine whose name leads nowhere; its addresses are names enough.
    public static Optional<String> ownName() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /// Whether only this machine itself is reached by it.
    static boolean isOwnOnly(String name) {
        return name.equals("localhost")
                || name.startsWith("127.")
                || name.equals("0:0:0:0:0:0:0:1");
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}

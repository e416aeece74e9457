package io.prepstation.kiosk;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Addresses that begin with the same bits, as systemd writes them: `10.0.0.0/8`, `fc00::/7`, `203.0.113.9`.
record AddressRange(InetAddress first, int bits) {

    private static final Map<String, List<String>> NAMES =
            Map.of(
                    "any", List.of("0.0.0.0/0", "::/0"),
                    "localhost", List.of("127.0.0.0/8", "::1"),
                    "link-local", List.of("169.254.0.0/16", "fe80::/64"),
                    "multicast", List.of("224.0.0.0/4", "ff00::/8"));

    /// What one word of systemd.resource-control(5) means; nothing if it is none, which systemd passes over too.
    static List<AddressRange> named(String word) {
        return NAMES.getOrDefault(word, List.of(word)).stream()
                .flatMap(range -> parse(range).stream())
                .toList();
    }

    private static Optional<AddressRange> parse(String text) {
        String[] parts = text.split("/", 2);
        try {
            InetAddress first = InetAddress.ofLiteral(parts[0]);
            int most = first.getAddress().length * Byte.SIZE;
            int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
            return bits < 0 || bits > most
                    ? Optional.empty()
                    : Optional.of(new AddressRange(first, bits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean has(InetAddress address) {
        byte[] wanted = first.getAddress();
        byte[] found = address.getAddress();
        if (found.length != wanted.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((wanted[bit / Byte.SIZE] ^ found[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}

package io.prepstation.kiosk.sync;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a hub answers: `https://hub.lab:8443`, perhaps with a path below which it lies.
///
/// @param path without a slash at its end; mostly empty
public record HubAddress(boolean secure, String host, int port, String path) {

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    /// Empty for a text that is no such address.
    public static Optional<HubAddress> parse(String text) {
        try {
            URI uri = new URI(text.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean usable = scheme.equals("http") || scheme.equals("https");
            return usable && uri.getHost() != null && uri.getQuery() == null
                    ? Optional.of(of(uri, scheme.equals("https")))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static HubAddress of(URI uri, boolean secure) {
        int standard = secure ? 443 : 80;
        String path = uri.getPath() == null ? "" : uri.getPath();
        return new HubAddress(
                secure,
                uri.getHost(),
                uri.getPort() < 0 ? standard : uri.getPort(),
                path.replaceFirst("/+$", ""));
    }

    /// Whether it is this machine itself, where nobody stands between.
    public boolean isOwnMachine() {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || LOOPBACK.matcher(host).matches();
    }

    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + host + ":" + port + path;
    }
}

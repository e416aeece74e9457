package io.prepstation.hub;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// How a hub is to run.
///
/// @param data its data directory, made by `init`
/// @param port 0 for any free one
/// @param http without TLS, then reachable from this machine only
/// @param names that stations are told to reach the hub by, in its certificate beside those the machine has; the first
///     is the one in the URL
public record HubSettings(
        Path data, int port, boolean http, List<String> names, InstantSource clock) {

    public HubSettings {
        names = List.copyOf(names);
    }

    public HubSettings(Path data, int port, boolean http, InstantSource clock) {
        this(data, port, http, List.of(), clock);
    }

    /// A hub for this machine alone: plain HTTP on any free port.
    public static HubSettings loopback(Path data, InstantSource clock) {
        return new HubSettings(data, 0, true, clock);
    }
}

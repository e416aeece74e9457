package io.prepstation.kiosk.command;

import io.prepstation.kiosk.sync.SyncScope.Direction;
import picocli.CommandLine.Option;

/// A sync in one direction; the two exclude each other.
final class OneWayOptions {

    @Option(
            names = "--send",
            description =
                    "only sends what waits, and fetches nothing unless the hub was restored from a backup")
    boolean send;

    @Option(
            names = "--fetch",
            description = "only fetches what others changed; what waits here goes on waiting")
    boolean fetch;

    Direction direction() {
        if (send) {
            return Direction.SEND;
        }
        return fetch ? Direction.FETCH : Direction.BOTH;
    }
}

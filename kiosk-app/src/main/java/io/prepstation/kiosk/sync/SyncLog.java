package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.HubSight.Answering;
import io.prepstation.kiosk.sync.HubSight.Away;
import io.prepstation.kiosk.sync.HubSight.Busy;
import io.prepstation.kiosk.sync.HubSight.Refusing;
import io.prepstation.kiosk.sync.HubSight.Returning;
import io.prepstation.kiosk.sync.HubSight.Unseen;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down why sync did what it did, or did not (OPS-8).
final class SyncLog {

    private static final Logger ENGINE = LoggerFactory.getLogger("SyncEngine");
    private static final Logger NETWORK = LoggerFactory.getLogger("NetworkMonitor");

    private final String lab;
    private final OldestWatch oldest = new OldestWatch();
    private NetworkStatus network = NetworkStatus.UNKNOWN;

    SyncLog(String lab) {
        this.lab = lab;
    }

    void step(EngineState before, SyncEvent event, EngineState after) {
        ENGINE.trace("lab {}: {} made {}", lab, event, after.activity());
        if (!before.hub().getClass().equals(after.hub().getClass())) {
            seen(after.hub());
        }
    }

    /// What the header only shows as waiting.
    void age(EngineState state, Instant now) {
        oldest.look(state, now)
                .ifPresent(since ->
                        ENGINE.warn(
                                "lab {}: something waits since {}, although the hub answers; look: station sync status --why",
                                lab,
                                since));
    }

    /// Only what changed; a round trip alone does not.
    void network(NetworkStatus now) {
        if (now.state() != network.state() || now.quality() != network.quality()) {
            NETWORK.info(
                    "lab {}: the network is {}, quality {}, round trip {} ms",
                    lab,
                    now.state(),
                    now.quality(),
                    now.roundTrip() == null ? "-" : now.roundTrip().toMillis());
        }
        network = now;
    }

    void roundEnded(SyncResult result) {
        if (result.operations() > 0 || !result.success()) {
            ENGINE.info("lab {}: {}", lab, result);
        }
    }

    void decided(Decision decision) {
        switch (decision) {
            case Decision.Reconnected reconnected ->
                    NETWORK.info(
                            "network restored: syncOnReconnect={}, autoSyncEnabled={}, wasOffline={}; auto-sync {}",
                            reconnected.syncOnReconnect(),
                            reconnected.autoSyncEnabled(),
                            reconnected.wasOffline(),
                            reconnected.syncs() ? "triggered" : "skipped");
            case Decision.Skipped(var condition) ->
                    ENGINE.info("lab {}: auto-sync skipped, {}", lab, condition);
        }
    }

    private void seen(HubSight hub) {
        switch (hub) {
            case Unseen _ -> {
                // The state before the first contact.
            }
            case Answering _ -> NETWORK.info("lab {}: the hub answers", lab);
            case Away away -> NETWORK.warn("lab {}: {}", lab, away.reason());
            case Returning(var absence, _) ->
                    NETWORK.info(
                            "lab {}: the hub is back, away since {}; the network may settle",
                            lab,
                            absence.since());
            case Busy(var until) -> NETWORK.warn("lab {}: the hub is busy until {}", lab, until);
            case Refusing(var reason, _) ->
                    NETWORK.error(
                            "lab {}: the hub does not let this station in: {}. Everything is kept.",
                            lab,
                            reason);
        }
    }
}

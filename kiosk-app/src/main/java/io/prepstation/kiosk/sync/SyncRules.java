package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.RetrySchedule;
import java.time.Duration;

/// How patient the engine is.
///
/// @param ownFailures after so many failures of its own a session is set aside
/// @param probeEvery how often to look for a hub that cannot be reached
/// @param settle how long the network must hold before the hub counts as back
/// @param lookEvery how often to look for work and for the hub when nothing else happens
/// @param longestPause no pause lasts longer, whatever the hub asks for or the clock says
/// @param syncOnReconnect whether work goes up by itself when the hub is back
/// @param batch so many changes go at once where nothing speaks against it
public record SyncRules(
        RetrySchedule retry,
        int ownFailures,
        Duration probeEvery,
        Duration settle,
        Duration lookEvery,
        Duration longestPause,
        boolean syncOnReconnect,
        int batch) {

    public static final SyncRules DEFAULT =
            new SyncRules(
                    RetrySchedule.DEFAULT,
                    8,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1),
                    true,
                    50);
}

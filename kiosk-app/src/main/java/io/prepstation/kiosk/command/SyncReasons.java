package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.config.SyncSettings;
import io.prepstation.kiosk.store.Conflicts;
import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.model.record.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why nothing more goes up or comes down by itself, apart from what is wrong with single operations (OPS-8).
///
/// @param settings as they are in the configuration now; the kiosk has those of its start
/// @param heard when the hub last told what others changed; null if it never did
/// @param conflicts how many wait for a decision
record SyncReasons(SyncSettings settings, @Nullable Instant heard, int conflicts) {

    static SyncReasons read(ReadHandle handle, SyncSettings settings) {
        return new SyncReasons(
                settings,
                FeedPages.lastContact(handle).orElse(null),
                Conflicts.open(handle).size());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(goingUp());
        lines.add(
                heard == null
                        ? "what others changed never came down"
                        : "what others changed last came down at " + heard);
        if (conflicts > 0) {
            lines.add(
                    "%d conflicts wait for a decision: station sync conflicts"
                            .formatted(conflicts));
        }
        return lines;
    }

    private String goingUp() {
        if (!settings.autoSync()) {
            return "nothing goes up by itself: sync.auto_sync_enabled = false";
        }
        return settings.syncOnReconnect()
                ? "work goes up by itself, and as soon as the network is back"
                : "work goes up by itself, but not as soon as the network is back: sync.sync_on_reconnect = false";
    }

    ObjectNode fields() {
        return Json.object()
                .put("autoSyncEnabled", settings.autoSync())
                .put("syncOnReconnect", settings.syncOnReconnect())
                .put("heardAt", heard == null ? null : heard.toString())
                .put("conflicts", conflicts);
    }
}

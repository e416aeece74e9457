package io.prepstation.kiosk.metrics;

import io.prepstation.kiosk.store.Conflicts;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxCounts;
import io.prepstation.kiosk.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// What the station's files say, whether or not the kiosk runs: what waits in each lab, and the room on the disk.
public final class StoredFigures {

    private final Path data;
    private final InstantSource clock;

    public StoredFigures(Path data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    /// @throws StoreException if a lab's file cannot be used
    public String text(List<LabKey> labs) throws StoreException {
        PrometheusText text =
                new PrometheusText()
                        .gauge(
                                "disk.free.bytes",
                                "Free for the station",
                                data.toFile().getUsableSpace())
                        .gauge(
                                "disk.size.bytes",
                                "Size of that disk",
                                data.toFile().getTotalSpace());
        for (LabKey lab : labs) {
            try (LabDatabase database = LabDatabase.open(data, lab)) {
                queue(text, lab, database.read(Outbox::counts), database.read(Conflicts::count));
            }
        }
        return text.text();
    }

    private void queue(PrometheusText text, LabKey lab, OutboxCounts counts, int conflicts) {
        String[] tags = {"tenant", lab.tenantId(), "lab", lab.labId()};
        Instant oldest = counts.oldestWaiting();
        text.gauge("waiting", "What waits for the hub", counts.waiting(), tags)
                .gauge(
                        "oldest.waiting.seconds",
                        "How long the oldest of that has waited",
                        oldest == null ? 0 : Duration.between(oldest, clock.instant()).toSeconds(),
                        tags)
                .gauge("held", "What the hub does not let in", counts.held(), tags)
                .gauge("rejected", "What the hub refused for good", counts.rejected(), tags)
                .gauge("conflicts", "Changes that met somebody else's", conflicts, tags);
    }
}

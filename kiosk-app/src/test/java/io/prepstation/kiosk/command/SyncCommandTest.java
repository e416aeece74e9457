package io.prepstation.kiosk.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.HubClock;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ClockOffset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncCommandTest {

    @TempDir Path data;

    @BeforeEach
    void enrol() throws Exception {
        try (StationDatabase station = StationDatabase.open(data)) {
            station.save(
                    new StationEnrolment(
                            SampleLab.KEY,
                            "station-1",
                            "http://127.0.0.1:1",
                            "token",
                            "key",
                            "public",
                            "feed",
                            "epoch",
                            Instant.EPOCH));
        }
        LabDatabase.open(data, SampleLab.KEY).close();
    }

    private StationShell.Outcome sync(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "sync";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--data";
        all[arguments.length + 2] = data.toString();
        return StationShell.run(all);
    }

    private void clockAhead(Duration ahead) throws Exception {
        try (LabDatabase lab = LabDatabase.open(data, SampleLab.KEY)) {
            lab.change(handle ->
                    HubClock.keep(
                            handle, new ClockOffset(ahead, Duration.ofMillis(55), Instant.EPOCH)));
        }
    }

    @Test
    @Tag("SYN-10")
    void why_it_waits_says_how_far_the_clock_is_from_the_hubs() throws Exception {
        assertTrue(sync("status", "--why").out().contains("clock: not measured yet"));

        clockAhead(Duration.ofMinutes(-3));
        String wrong = sync("status", "--why").out();
        assertTrue(wrong.contains("180.0 s behind the hub"), wrong);
        assertTrue(wrong.contains("too far"), wrong);

        clockAhead(Duration.ofSeconds(3));
        String right = sync("status", "--why").out();
        assertFalse(right.contains("too far"), right);
        assertEquals(
                3_000,
                Json.parseObject(sync("status", "--json").out())
                        .path("clock")
                        .path("aheadMs")
                        .asInt());
    }
}

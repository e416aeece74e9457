package io.prepstation.kiosk.sync;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.command.StationCommand;
import io.prepstation.kiosk.store.Nights;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.UploadDay;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-17")
class UploadDayTest {

    @TempDir Path folder;
    private TestHub hub;
    private FaultyWire wire;
    private SyncedStation station;

    @BeforeEach
    void open() throws Exception {
        InstantSource clock = SyncedStation.clockOf2026();
        hub = new TestHub(folder.resolve("hub"), clock);
        wire = new FaultyWire(hub.port());
        station = new SyncedStation(folder.resolve("station"), hub, wire, clock);
    }

    @AfterEach
    void close() throws Exception {
        station.close();
        wire.close();
        hub.close();
    }

    private UploadDay day(LocalDate day, ZoneId zone) throws Exception {
        return station.database.read(handle -> UploadDay.of(handle, day, zone));
    }

    private LocalDate today(ZoneId zone) {
        return station.clock.instant().atZone(zone).toLocalDate();
    }

    @Test
    void a_day_is_done_when_the_hubs_receipt_of_each_of_its_sessions_is_here() throws Exception {
        LocalDate today = today(ZoneOffset.UTC);
        station.prepare();
        String second;
        try (SyncEngine engine = station.engine()) {
            engine.syncNow().get(15, TimeUnit.SECONDS);
            assertEquals(
                    new UploadDay(today, ZoneOffset.UTC, 1, List.of()), day(today, ZoneOffset.UTC));
            wire.unplug();
            second = station.prepare();
            await().until(() ->
                    !station.operation(second).status().equals(OperationStatus.PENDING)
                            || station.operation(second).lastError() != null);
        }

        UploadDay open = day(today, ZoneOffset.UTC);

        assertEquals(2, open.ended());
        assertEquals(1, open.atHub());
        assertFalse(open.isDone());
        assertEquals(second, open.waiting().getFirst().sessionId());
        String why = open.waiting().getFirst().why();
        assertTrue(why.matches("(pending|sent), The hub cannot be reached.*"), why);
    }

    @Test
    void a_day_begins_and_ends_at_the_labs_midnight() throws Exception {
        station.prepare();
        ZoneId farEast = ZoneId.of("Pacific/Kiritimati");
        ZoneId farWest = ZoneId.of("Pacific/Pago_Pago");

        assertEquals(1, day(today(farEast), farEast).ended());
        assertEquals(1, day(today(farWest), farWest).ended());
        assertEquals(0, day(today(farWest), farEast).ended());
        assertEquals(0, day(today(farEast).plusDays(1), farEast).ended());
        assertTrue(day(today(farEast).plusDays(1), farEast).isDone());
    }

    @Test
    void the_command_says_by_its_exit_code_whether_the_day_is_done() throws Exception {
        String today = today(ZoneOffset.UTC).toString();
        station.prepare();

        assertEquals(75, command("day", today));
        assertEquals(0, command("nightly", "--at-once"));
        assertEquals(0, command("day", today));
        assertEquals(0, command("day"));
        assertTrue(station.database.read(Nights::last).isPresent());
    }

    private int command(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "--data";
        all[1] = folder.resolve("station").toString();
        all[2] = "sync";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return StationCommand.run(all);
    }

    @Test
    void the_engine_makes_up_for_a_night_and_remembers_it() throws Exception {
        var before = station.clock.instant();
        station.database.change(handle -> Nights.keep(handle, before.minus(Duration.ofDays(3))));
        String session = station.prepare();
        try (SyncEngine _ = station.engine()) {
            await().until(() -> station.receipt(session).isPresent());
            await().until(() ->
                    station.database
                            .read(Nights::last)
                            .filter(at -> !at.isBefore(before))
                            .isPresent());
        }
    }
}

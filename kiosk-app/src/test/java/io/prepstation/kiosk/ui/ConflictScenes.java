package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.store.ConflictStatistics;
import io.prepstation.kiosk.store.Convergence;
import io.prepstation.kiosk.store.OperationKind;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.Orphans;
import io.prepstation.kiosk.store.QueueDesk.Completed;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.kiosk.store.UploadDay;
import io.prepstation.kiosk.sync.LastSync;
import io.prepstation.kiosk.sync.NetworkStatus;
import io.prepstation.kiosk.sync.SyncResult;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.OpenConflict.Field;
import io.prepstation.kiosk.ui.desk.OpenConflict.Found;
import io.prepstation.kiosk.ui.desk.OpenConflict.Gone;
import io.prepstation.kiosk.ui.desk.OpenConflict.Part;
import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import io.prepstation.kiosk.ui.desk.OpenConflicts;
import io.prepstation.kiosk.ui.desk.OpenConflicts.Decided;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.kiosk.ui.desk.SyncQueue;
import io.prepstation.model.sync.ClockOffset;
import io.prepstation.model.sync.TypeCounts;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Button;

/// What waits for the hub, and changes that met somebody else's.
final class ConflictScenes {

    static final OpenConflict LOT =
            new OpenConflict(
                    "c-1",
                    3,
                    "lots",
                    "A-2291-07",
                    Gone.NOWHERE,
                    Found.VERSION,
                    Side.HUB,
                    BenchFixture.NOW.minus(Duration.ofHours(2)),
                    List.of(
                            new Field("status", "quarantine", "released", "blocked", "", ""),
                            new Field("openedOn", "", "2026-11-19", "", "HERE", ""),
                            new Field(
                                    "expiresOn",
                                    "2027-03-31",
                                    "2027-03-31",
                                    "2027-01-31",
                                    "HUB",
                                    "")));

    static final OpenConflict NOTE =
            new OpenConflict(
                    "c-2",
                    3,
                    "containers",
                    "BTL-0042",
                    Gone.AT_THE_HUB,
                    Found.VERSION,
                    Side.HERE,
                    BenchFixture.NOW.minus(Duration.ofHours(9)),
                    List.of());

    /// Nothing of it contradicts, and one field has several entries.
    static final OpenConflict INGREDIENT =
            new OpenConflict(
                    "c-3",
                    3,
                    "ingredients",
                    "ING-0042",
                    Gone.NOWHERE,
                    Found.TIMESTAMP,
                    Side.HERE,
                    BenchFixture.NOW.minus(Duration.ofHours(5)),
                    List.of(
                            new Field("casNumber", "7647-14-5", "", "7647-14-5", "HERE", ""),
                            new Field(
                                    "hazards",
                                    "[\"H302\",\"H319\"]",
                                    "[\"H302\",\"H319\",\"H335\"]",
                                    "[\"H302\",\"H319\"]",
                                    "HERE",
                                    "",
                                    List.of(
                                            new Part("H302", "H302", "H302", "H302"),
                                            new Part("H319", "H319", "H319", "H319"),
                                            new Part("H335", "", "H335", ""))),
                            new Field("name", "Salt", "Salt", "Sodium chloride", "HUB", "")));

    static final OpenConflicts OPEN =
            new OpenConflicts(
                    List.of(LOT, INGREDIENT, NOTE),
                    List.of(
                            new Decided(
                                    "lots",
                                    "A-2290-01",
                                    "client-wins",
                                    "Priya Raman",
                                    BenchFixture.NOW.minus(Duration.ofDays(1)),
                                    false)),
                    "c-0",
                    new ConflictStatistics(
                            3,
                            BenchFixture.NOW.minus(Duration.ofHours(9)),
                            Map.of("lots", 14, "containers", 5, "ingredients", 2),
                            Map.of("version", 18, "timestamp", 2, "data", 1),
                            Map.of("client-wins", 9, "server-wins", 6, "manual", 2, "undone", 1),
                            41));

    static final SyncQueue QUEUE =
            new SyncQueue(
                    new SyncQueue.Counts(2, 1, new Completed(SyncQueue.MOST_COUNTED, 412)),
                    List.of(
                            line(OperationKind.UPLOAD, "sessions", OperationStatus.PENDING, "", ""),
                            line(
                                    OperationKind.CREATE,
                                    "lots",
                                    OperationStatus.PENDING,
                                    "A-2291-08",
                                    ""),
                            line(
                                    OperationKind.UPDATE,
                                    "lots",
                                    OperationStatus.REJECTED,
                                    "A-2291-07",
                                    "PARENT_MISSING: there is no ingredient 17 at the hub")),
                    BenchFixture.NOW.minus(Duration.ofMinutes(4)),
                    new LastSync(
                            BenchFixture.NOW.minus(Duration.ofMinutes(4)),
                            new SyncResult(
                                    false,
                                    12,
                                    1,
                                    0,
                                    13,
                                    List.of("PARENT_MISSING"),
                                    Duration.ofMillis(340),
                                    TypeCounts.of("lots", new TypeCounts.Count(9, 1, 0))
                                            .and("sessions", new TypeCounts.Count(3, 0, 0)))),
                    new ClockOffset(
                            Duration.ofMinutes(-7), Duration.ofMillis(107), BenchFixture.NOW),
                    new UploadDay(
                            LocalDate.of(2026, 11, 19),
                            ZoneOffset.UTC,
                            12,
                            List.of(
                                    new UploadDay.Waiting(
                                            "s-7",
                                            "PRM00624",
                                            BenchFixture.NOW.minus(Duration.ofHours(20)),
                                            OperationStatus.REJECTED,
                                            "LOT_EXPIRED: lot 17 expired on 2026-11-18"))),
                    Convergence.of(
                            BenchFixture.NOW.minus(Duration.ofHours(8)),
                            1_204,
                            List.of(
                                    new Convergence.Difference(
                                            "lots", "17", Convergence.Kind.CONTENT))));

    private ConflictScenes() {}

    static Map<String, Gallery.Picture> all(BenchFixture bench, SyncIndicator sync) {
        Map<String, Gallery.Picture> pictures = new LinkedHashMap<>();
        Consumer<StationScreen> queue = ConflictScenes::queue;
        Consumer<StationScreen> list =
                queue.andThen(screen -> Gallery.button(screen, "middle").fire());
        put(pictures, "70-sync", bench, sync, queue);
        put(
                pictures,
                "70a-sync-under-way",
                bench,
                new SyncIndicator.Syncing(120, 2_450, false),
                queue);
        put(
                pictures,
                "70b-sync-stopped",
                bench,
                new SyncIndicator.Stopped(
                        2_330,
                        BenchFixture.NOW.minus(Duration.ofHours(3)),
                        BenchFixture.NOW.plus(Duration.ofMinutes(5))),
                queue);
        put(pictures, "70c-queued", bench, sync, queue.andThen(opened(2)));
        put(pictures, "70d-queued-new", bench, sync, queue.andThen(opened(1)));
        put(
                pictures,
                "70e-queued-approving",
                bench,
                sync,
                queue.andThen(screen ->
                        Gallery.later(() -> {
                            row(screen, 1);
                            Gallery.later(() -> {
                                Gallery.button(screen, "way-1").fire();
                                Gallery.button(screen, "reason-typed_wrong").fire();
                            });
                        })));
        put(pictures, "70f-finished", bench, sync, queue.andThen(opened(3)));
        put(
                pictures,
                "70g-sync-overdue",
                bench,
                new SyncIndicator.Waiting(2, BenchFixture.NOW.minus(Duration.ofDays(2))),
                queue);
        put(pictures, "71-conflicts", bench, sync, list);
        put(
                pictures,
                "72-conflict",
                bench,
                sync,
                list.andThen(
                        screen -> Platform.runLater(() -> Gallery.button(screen, "main").fire())));
        put(
                pictures,
                "72a-conflict-unfolded",
                bench,
                sync,
                list.andThen(screen ->
                        Gallery.later(() -> {
                            row(screen, 1);
                            Gallery.later(() -> Gallery.button(screen, "fold-1").fire());
                        })));
        put(
                pictures,
                "72b-conflict-how",
                bench,
                sync,
                list.andThen(screen ->
                        Gallery.later(() -> {
                            Gallery.button(screen, "main").fire();
                            Gallery.later(() -> Gallery.button(screen, "middle").fire());
                        })));
        put(
                pictures,
                "72c-conflicts-which",
                bench,
                sync,
                list.andThen(screen ->
                        Gallery.later(() -> Gallery.inside(screen, ".tap.choice", 0).fire())));
        put(
                pictures,
                "72d-conflict-counts",
                bench,
                sync,
                list.andThen(
                        screen -> Gallery.later(() -> Gallery.button(screen, "extra").fire())));
        return pictures;
    }

    private static Consumer<StationScreen> opened(int number) {
        return screen -> Gallery.later(() -> row(screen, number));
    }

    private static void put(
            Map<String, Gallery.Picture> pictures,
            String name,
            BenchFixture bench,
            SyncIndicator sync,
            Consumer<StationScreen> then) {
        pictures.put(name, new Gallery.Picture(bench, sync, BenchFixture.ready(null), then));
    }

    private static void queue(StationScreen screen) {
        ((Button) screen.scene().lookup("#sync")).fire();
        screen.show(
                new NetworkStatus(
                        NetworkStatus.State.ONLINE,
                        NetworkStatus.Quality.GOOD,
                        Duration.ofMillis(214)));
        screen.show(OPEN);
        screen.show(QUEUE);
    }

    private static SyncQueue.Line line(
            OperationKind kind, String type, OperationStatus status, String name, String error) {
        return new SyncQueue.Line(
                "op-" + name,
                type,
                name,
                kind,
                status,
                BenchFixture.NOW.minus(Duration.ofMinutes(12)),
                "Priya Raman",
                error.isEmpty() ? 0 : 2,
                kind == OperationKind.CREATE ? 3 : 0,
                error,
                error.startsWith("PARENT_MISSING") ? Orphans.State.FOUND : Orphans.State.NONE,
                kind == OperationKind.UPLOAD
                        ? Set.of(Way.RETRY)
                        : error.isEmpty()
                                ? EnumSet.of(Way.RETRY, Way.REMOVE)
                                : EnumSet.allOf(Way.class));
    }

    /// Opens the row of that number.
    private static void row(StationScreen screen, int number) {
        screen.scene().getRoot().applyCss();
        screen.scene().getRoot().layout();
        List.copyOf(screen.scene().getRoot().lookupAll(".tap-row"))
                .get(number)
                .getOnMouseClicked()
                .handle(null);
    }
}

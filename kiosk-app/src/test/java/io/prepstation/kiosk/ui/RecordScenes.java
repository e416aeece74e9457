package io.prepstation.kiosk.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.AuditQuery;
import io.prepstation.kiosk.store.AuditQuery.Filter;
import io.prepstation.kiosk.store.StatisticsQuery.Counts;
import io.prepstation.kiosk.store.StatisticsQuery.Dimension;
import io.prepstation.kiosk.store.StatisticsQuery.Period;
import io.prepstation.kiosk.ui.desk.AuditAnswer;
import io.prepstation.kiosk.ui.desk.PhotoFile;
import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.desk.SessionsAnswer;
import io.prepstation.kiosk.ui.desk.SessionsQuestion;
import io.prepstation.kiosk.ui.desk.SessionsQuestion.Since;
import io.prepstation.kiosk.ui.desk.StatisticsAnswer;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.kiosk.ui.desk.VerifyAnswer;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;

/// Audit trail and statistics, filled.
final class RecordScenes {

    private RecordScenes() {}

    static Map<String, Gallery.Picture> all(BenchFixture bench, SyncIndicator sync) {
        Map<String, Gallery.Picture> pictures = new LinkedHashMap<>();
        Consumer<StationScreen> audit = screen -> audit(screen, bench);
        put(pictures, "60-audit", bench, sync, audit);
        put(
                pictures,
                "61-audit-intact",
                bench,
                sync,
                audit.andThen(screen -> screen.show(new VerifyAnswer.Intact(1_204, 87))));
        put(
                pictures,
                "62-audit-altered",
                bench,
                sync,
                audit.andThen(screen ->
                        screen.show(
                                new VerifyAnswer.Altered(
                                        "dispense 019a2f60-7b1c-7c52-9d7e-3f1a8c40be11 of session "
                                                + BenchFixture.SESSION,
                                        "gross 31.5000 g is not net 9.9999 g and tare 30.0000 g"))));
        put(pictures, "63-statistics", bench, sync, RecordScenes::statistics);
        put(
                pictures,
                "64-statistics-off-target",
                bench,
                sync,
                screen -> {
                    statistics(screen);
                    List<Node> choices =
                            new ArrayList<>(screen.scene().getRoot().lookupAll(".tap.choice"));
                    ((javafx.scene.control.Button) choices.get(10)).fire();
                });
        put(pictures, "65-sessions-many", bench, sync, RecordScenes::many);
        put(
                pictures,
                "66-sessions-operator",
                bench,
                sync,
                screen -> {
                    openSearch(screen);
                    choice(screen, 3).fire();
                });
        put(pictures, "69-session-photos", bench, sync, screen -> photos(screen, bench));
        put(
                pictures,
                "69-session-photo",
                bench,
                sync,
                screen -> {
                    photos(screen, bench);
                    Gallery.later(() -> {
                        screen.scene().getRoot().applyCss();
                        screen.scene().getRoot().layout();
                        screen.scene().getRoot().lookupAll(".tap-row").stream()
                                .filter(Node::isVisible)
                                .findFirst()
                                .orElseThrow()
                                .getOnMouseClicked()
                                .handle(null);
                        screen.show(
                                new PhotoFile.Whole(
                                        bench.detail().photos().getFirst().attachment().sha256(),
                                        LabelScene.jpeg("F=PRM00936")));
                    });
                });
        put(pictures, "69-session-refused", bench, sync, screen -> refused(screen, bench));
        put(
                pictures,
                "70-correction",
                bench,
                sync,
                screen -> {
                    refused(screen, bench);
                    Gallery.later(() -> {
                        Gallery.button(screen, "main").fire();
                        Gallery.button(screen, "supervisor-u2").fire();
                        Gallery.button(screen, "reason-person_added").fire();
                    });
                });
        put(pictures, "68-search", bench, sync, RecordScenes::openSearch);
        put(
                pictures,
                "67-sessions-found",
                bench,
                sync,
                screen -> {
                    openSearch(screen);
                    choice(screen, 0).fire();
                    screen.scene().getRoot().applyCss();
                    for (String key : List.of("M", "i", "l", "l", "e", "r")) {
                        Gallery.button(screen, "key-" + key).fire();
                    }
                    Gallery.button(screen, "main").fire();
                    screen.show(
                            SessionsAnswer.of(
                                    new SessionsQuestion("Miller", Since.EVER, null, null, 100),
                                    BenchFixture.sessions(true).subList(1, 3)));
                });
        return pictures;
    }

    /// Two taps from the session: the weights against time come between.
    private static void photos(StationScreen screen, BenchFixture bench) {
        Gallery.button(screen, "middle").fire();
        screen.scene().getRoot().applyCss();
        screen.scene().getRoot().layout();
        screen.scene().lookup(".tap-row").getOnMouseClicked().handle(null);
        screen.show(bench.detail());
        Gallery.later(() -> {
            Gallery.button(screen, "main").fire();
            Gallery.button(screen, "main").fire();
        });
    }

    private static void refused(StationScreen screen, BenchFixture bench) {
        Gallery.button(screen, "middle").fire();
        screen.scene().getRoot().applyCss();
        screen.scene().getRoot().layout();
        screen.scene().lookup(".tap-row").getOnMouseClicked().handle(null);
        screen.show(bench.refused());
    }

    private static void many(StationScreen screen) {
        Gallery.button(screen, "middle").fire();
        List<SessionRow> some = BenchFixture.sessions(true);
        screen.showSessions(Collections.nCopies(40, some).stream().flatMap(List::stream).toList());
        Gallery.later(() -> {
            screen.scene().getRoot().applyCss();
            screen.scene().getRoot().layout();
            page(screen).fire();
        });
    }

    private static Button page(StationScreen screen) {
        return screen.scene().getRoot().lookupAll(".page-turn").stream()
                .map(Button.class::cast)
                .filter(Button::isVisible)
                .findFirst()
                .orElseThrow();
    }

    private static void openSearch(StationScreen screen) {
        Gallery.button(screen, "middle").fire();
        Gallery.button(screen, "middle").fire();
    }

    private static Button choice(StationScreen screen, int number) {
        screen.scene().getRoot().applyCss();
        screen.scene().getRoot().layout();
        return (Button) List.copyOf(screen.scene().getRoot().lookupAll(".tap.choice")).get(number);
    }

    private static void put(
            Map<String, Gallery.Picture> pictures,
            String name,
            BenchFixture bench,
            SyncIndicator sync,
            Consumer<StationScreen> then) {
        pictures.put(name, new Gallery.Picture(bench, sync, BenchFixture.ready(null), then));
    }

    private static void audit(StationScreen screen, BenchFixture bench) {
        Gallery.button(screen, "middle").fire();
        screen.scene().getRoot().applyCss();
        screen.scene().getRoot().layout();
        screen.scene().lookup(".tap-row").getOnMouseClicked().handle(null);
        screen.show(bench.detail());
        Gallery.button(screen, "middle").fire();
        screen.show(
                new AuditAnswer(new AuditQuery(Filter.ALL, BenchFixture.SESSION, 300), trail()));
    }

    private static void statistics(StationScreen screen) {
        Gallery.button(screen, "middle").fire();
        Gallery.button(screen, "extra").fire();
        screen.show(new StatisticsAnswer(Dimension.INGREDIENT, Period.MONTH, counts()));
    }

    private static List<AuditEvent> trail() {
        List<AuditEvent> events = new ArrayList<>();
        ChainHead head = new ChainHead(1_190, "a".repeat(64));
        List<String> kinds =
                List.of(
                        "session_created",
                        "dispense_recorded",
                        "deviation_recorded",
                        "dispense_recorded",
                        "session_completed",
                        "session_refused_by_hub");
        for (String kind : kinds) {
            AuditEvent event =
                    AuditEvent.following(
                            head, BenchFixture.NOW.toEpochMilli(), kind, "o.meyer", details(kind));
            events.addFirst(event);
            head = event.head();
        }
        return events;
    }

    private static ObjectNode details(String kind) {
        ObjectNode details =
                Json.object()
                        .put("sessionId", BenchFixture.SESSION)
                        .put("recordHash", "b".repeat(64));
        return switch (kind) {
            case "dispense_recorded" -> details.put("net", "80.0012 g");
            case "deviation_recorded" ->
                    details.put("deviation", "near_miss")
                            .put("text", "expected ING-0051, scanned ING-0061");
            case "session_refused_by_hub" ->
                    details.put("reason", "session.operator: o.meyer is no operator of lab lab-a");
            default -> details;
        };
    }

    private static List<Counts> counts() {
        List<Counts> counts = new ArrayList<>();
        counts.add(
                new Counts(
                        "i-1",
                        "ING-0051 Disodium hydrogen phosphate anhydrous",
                        412,
                        17,
                        9,
                        1,
                        2,
                        400,
                        -312,
                        1_840,
                        74));
        for (int n = 2; n <= 14; n++) {
            counts.add(
                    new Counts(
                            "i-" + n,
                            "ING-%04d Ingredient %d".formatted(n, n),
                            100L * n,
                            n % 5,
                            n % 3,
                            0,
                            n % 2,
                            90L * n,
                            n * 17L,
                            n * 90L,
                            20L + n));
        }
        return counts;
    }
}

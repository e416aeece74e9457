package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.preparation.BalanceReport;
import io.prepstation.kiosk.ui.desk.CheckAnswer;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.check.BalanceCheck;
import io.prepstation.model.check.CheckKind;
import io.prepstation.model.check.CheckPlan;
import io.prepstation.model.check.CheckProblem;
import io.prepstation.model.check.CheckReading;
import io.prepstation.model.check.Enforcement;
import io.prepstation.model.check.LastChecks;
import io.prepstation.model.check.TestWeight;
import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Readiness of the balance and its checks.
final class BalanceScenes {

    private static final LocalDate CERTIFIED = LocalDate.of(2027, 5, 31);
    private static final TestWeight W200 =
            new TestWeight("W200", Mass.grams("200"), Mass.grams("0.0010"), CERTIFIED);
    private static final TestWeight W20 =
            new TestWeight("W20", Mass.grams("20"), Mass.grams("0.0003"), CERTIFIED);
    static final CheckPlan PLAN =
            new CheckPlan(
                    Enforcement.BLOCK,
                    Duration.ofDays(1),
                    Duration.ofDays(30),
                    List.of(W200, W20),
                    null);
    private static final int[] QUIET = {1, -2, 0, 2, -1, 1, 3, -1, 0, 2, -2, 1};
    private static final int[] DRIFTING = {-3, 0, -2, 1, -1, 0, 2, 3, 5, 7, 9, 12};

    private BalanceScenes() {}

    static Map<String, Gallery.Picture> all(BenchFixture bench, SyncIndicator sync) {
        Map<String, Gallery.Picture> pictures = new LinkedHashMap<>();
        Situation ready = situation(null, "0.0000");
        put(pictures, "70-balance-ready", bench, sync, ready, screen -> balance(screen, QUIET));
        put(pictures, "71-balance-drifts", bench, sync, ready, screen -> balance(screen, DRIFTING));
        put(
                pictures,
                "72-balance-without-plan",
                bench,
                sync,
                ready,
                screen -> {
                    open(screen);
                    screen.show(
                            new BalanceReport(
                                    BenchFixture.BALANCE,
                                    CheckPlan.NONE,
                                    LastChecks.NONE,
                                    Optional.empty(),
                                    List.of(),
                                    Mass.grams("0.0200"),
                                    CERTIFIED));
                });
        Situation full = situation(null, "61.0021");
        put(pictures, "73-check-empty", bench, sync, full, screen -> checking(screen, "main"));
        put(
                pictures,
                "74-check-inside",
                bench,
                sync,
                full,
                screen -> checking(screen, "main", "0.0000", "200.0003"));
        put(
                pictures,
                "75-check-outside",
                bench,
                sync,
                full,
                screen ->
                        checking(screen, "main", "0.0000", "200.0003", "tap", "0.0001", "20.0008"));
        put(
                pictures,
                "76-check-failed",
                bench,
                sync,
                full,
                screen ->
                        checking(
                                screen,
                                "main",
                                "0.0000",
                                "200.0003",
                                "tap",
                                "0.0001",
                                "20.0008",
                                "tap",
                                "kept"));
        List<String> thrice = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            thrice.addAll(List.of("0.0000", i % 2 == 0 ? "20.0000" : "20.0001", "tap"));
        }
        put(
                pictures,
                "77-repeatability",
                bench,
                sync,
                full,
                screen -> checking(screen, "middle", thrice.toArray(String[]::new)));
        put(
                pictures,
                "78-home-balance-not-ready",
                bench,
                sync,
                situation(
                        new Notice.BalanceNotReady(
                                BenchFixture.BALANCE.serialNumber(),
                                new CheckProblem.Overdue(
                                        CheckKind.WEIGHTS,
                                        BenchFixture.NOW.minus(Duration.ofHours(31))),
                                true),
                        "0.0000"),
                _ -> {});
        put(
                pictures,
                "79-weighing-balance-warned",
                bench,
                sync,
                bench.awaiting(
                        1,
                        new Notice.BalanceNotReady(
                                BenchFixture.BALANCE.serialNumber(),
                                new CheckProblem.Failed(
                                        CheckKind.REPEATABILITY,
                                        BenchFixture.NOW.minus(Duration.ofHours(31))),
                                false)),
                _ -> {});
        return pictures;
    }

    private static void put(
            Map<String, Gallery.Picture> pictures,
            String name,
            BenchFixture bench,
            SyncIndicator sync,
            Situation situation,
            Consumer<StationScreen> then) {
        pictures.put(name, new Gallery.Picture(bench, sync, situation, then));
    }

    private static Situation situation(@Nullable Notice notice, String grams) {
        return new Situation(
                new BenchState.Ready(BenchFixture.ANNA, true, null, notice), pan(grams));
    }

    private static Pan pan(String grams) {
        return new Pan(
                new BalanceStatus.Online(BenchFixture.BALANCE),
                new BalanceReading.Stable(
                        Mass.grams(grams), new Frame(1, "S S " + grams, BenchFixture.NOW)),
                1,
                Mass.grams("0"),
                false);
    }

    private static void open(StationScreen screen) {
        Gallery.button(screen, "devices").fire();
        Gallery.button(screen, "balance-checks").fire();
    }

    private static void balance(StationScreen screen, int... w200) {
        open(screen);
        screen.show(report(w200));
    }

    /// Begins a check and shows the balance's numbers one after the other; `tap` accepts, `kept` answers.
    private static void checking(StationScreen screen, String begin, String... shown) {
        balance(screen, QUIET);
        Platform.runLater(() -> {
            Gallery.button(screen, begin).fire();
            next(screen, List.of(shown));
        });
    }

    private static void next(StationScreen screen, List<String> shown) {
        if (shown.isEmpty()) {
            return;
        }
        if (shown.getFirst().equals("kept")) {
            screen.show(new CheckAnswer.Kept(check(0, 3, 8)));
        } else if (shown.getFirst().equals("tap")) {
            Gallery.button(screen, "main").fire();
        } else {
            screen.show(
                    new Situation(
                            new BenchState.Ready(BenchFixture.ANNA, true, null, null),
                            pan(shown.getFirst())));
        }
        Platform.runLater(() -> next(screen, shown.subList(1, shown.size())));
    }

    private static BalanceReport report(int... w200) {
        List<BalanceCheck> history = new ArrayList<>();
        for (int i = 0; i < w200.length; i++) {
            history.add(check(w200.length - i, w200[i], i % 3 - 1));
        }
        LastChecks last = new LastChecks(history.getLast(), repeatability());
        return new BalanceReport(
                BenchFixture.BALANCE,
                PLAN,
                last,
                PLAN.problem(
                        BenchFixture.BALANCE, last, BenchFixture.NOW, java.time.ZoneOffset.UTC),
                history,
                Mass.grams("0.1055"),
                CERTIFIED);
    }

    private static BalanceCheck repeatability() {
        List<CheckReading> readings = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            readings.add(reading(W20, i % 2));
        }
        return new BalanceCheck(
                "r1",
                CheckKind.REPEATABILITY,
                BenchFixture.BALANCE.model(),
                BenchFixture.BALANCE.serialNumber(),
                readings,
                Mass.grams("0.1055"),
                true,
                BenchFixture.NOW.minus(Duration.ofDays(3)),
                "o.meyer");
    }

    private static BalanceCheck check(int daysAgo, int w200, int w20) {
        List<CheckReading> readings = List.of(reading(W200, w200), reading(W20, w20));
        return new BalanceCheck(
                "c" + daysAgo,
                CheckKind.WEIGHTS,
                BenchFixture.BALANCE.model(),
                BenchFixture.BALANCE.serialNumber(),
                readings,
                null,
                readings.stream().allMatch(CheckReading::inside),
                BenchFixture.NOW.minus(Duration.ofHours(24L * daysAgo - 20)),
                "o.meyer");
    }

    /// @param steps how many display steps it showed too much
    private static CheckReading reading(TestWeight weight, int steps) {
        return new CheckReading(
                weight.id(),
                weight.mass(),
                weight.tolerance(),
                Mass.grams("0.0000"),
                weight.mass().plus(Mass.grams(BigDecimal.valueOf(steps, 4))),
                "S S");
    }
}

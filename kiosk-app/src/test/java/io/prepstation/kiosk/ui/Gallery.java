package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.ui.desk.BalanceFrame;
import io.prepstation.kiosk.ui.desk.BalanceFrame.Taken;
import io.prepstation.kiosk.ui.desk.CameraHint;
import io.prepstation.kiosk.ui.desk.DeviceReport;
import io.prepstation.kiosk.ui.desk.DeviceReport.Device;
import io.prepstation.kiosk.ui.desk.DeviceReport.Kind;
import io.prepstation.kiosk.ui.desk.DeviceReport.State;
import io.prepstation.kiosk.ui.desk.LabelState;
import io.prepstation.kiosk.ui.desk.LastFrames;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.OfflineCause;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Interrupted.Phase;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.mass.Mass;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;

/// Every screen in every look worth seeing, by name: what to show, and where to tap then.
final class Gallery {

    /// @param bench whose hazards are shown
    record Picture(
            BenchFixture bench,
            SyncIndicator sync,
            Situation situation,
            Consumer<StationScreen> then) {}

    private static final SyncIndicator WAITING =
            new SyncIndicator.Waiting(2, BenchFixture.NOW.minus(Duration.ofMinutes(3)));
    private static final SyncIndicator SYNCED = new SyncIndicator.UpToDate();
    private static final SyncIndicator OFFLINE =
            new SyncIndicator.Offline(14, BenchFixture.NOW.minus(Duration.ofHours(31)));

    private static final DeviceReport DEVICES =
            new DeviceReport(
                    List.of(
                            new Device(Kind.CAMERA, State.ONLINE, "rpicam-vid"),
                            new Device(
                                    Kind.SCANNER,
                                    State.CONNECTING,
                                    "/dev/serial/by-id/usb-Datalogic_ADC_QuickScan-if00"),
                            new Device(
                                    Kind.PRINTER,
                                    State.OFFLINE,
                                    "The printer at 192.0.2.7:9100 cannot be reached (connect timed out): is"
                                            + " it on, and in the network?"),
                            new Device(Kind.PINS, State.ABSENT, "")));

    private static final LastFrames FRAMES =
            new LastFrames(
                    List.of(
                            new BalanceFrame("S S     12.3401 g", Taken.STABLE),
                            new BalanceFrame("S D     12.3389 g", Taken.MOVING),
                            new BalanceFrame("ES", Taken.ERROR),
                            new BalanceFrame(
                                    "\u0011\u00f9x\u0002S \u00d3 1.2\u007f40\u00e7", Taken.NOISE),
                            new BalanceFrame("I4 A \"1114350697\"", Taken.INFO),
                            new BalanceFrame("S +", Taken.OVERLOAD),
                            new BalanceFrame("S I", Taken.STATUS)));

    private static final BalanceStatus SILENT =
            new BalanceStatus.Offline(
                    new OfflineCause.Silent(
                            "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0",
                            "mt-sics",
                            false));

    private static final Notice OTHER_STEP =
            new Notice.OtherStep(
                    "step4",
                    4,
                    "Potassium dihydrogen phosphate",
                    new BenchEvent.CodeScanned(
                            new ScannedCode.IngredientCode("ING-0052"), "I=ING-0052"));

    private final BenchFixture harmless = BenchFixture.harmless();
    private final BenchFixture dangerous = BenchFixture.dangerous();

    /// The pictures of a station that signs in by badge.
    static final Set<String> BY_BADGE =
            Set.of(
                    "40-badge",
                    "41-pin",
                    "42-badge-closed",
                    "43-hub-needed",
                    "44-new-pin",
                    "45-locked",
                    "83-badge-of-several-labs");

    private final Map<String, Picture> pictures = new LinkedHashMap<>();

    static Map<String, Picture> all() {
        return new Gallery().collect();
    }

    private Map<String, Picture> collect() {
        add("01-sign-in", SYNCED, BenchFixture.signedOut());
        add("02-home", SYNCED, BenchFixture.ready(null));
        add("03-home-resume", OFFLINE, harmless.readyToResume());
        add(
                "04-home-notice",
                WAITING,
                BenchFixture.ready(new Notice.UnknownText("https://example.org/x")));
        add("05-review", SYNCED, harmless.reviewing("1", null));
        add(
                "06-review-infeasible",
                SYNCED,
                dangerous.reviewing("0.005", new Notice.NotFeasible("PRM00936")));
        tap("07-amount", harmless.reviewing("2.5", null), "middle");
        pictures.put(
                "07-amount-total",
                new Picture(
                        harmless,
                        SYNCED,
                        harmless.reviewing("2.5", null),
                        screen -> {
                            button(screen, "middle").fire();
                            button(screen, "middle").fire();
                            button(screen, "middle").fire();
                            button(screen, "key-7").fire();
                        }));
        add("08-identify", WAITING, harmless.awaiting(1, null));
        danger("09-identify-hazard", dangerous.awaiting(3, null));
        add(
                "10-wrong-ingredient",
                WAITING,
                harmless.awaiting(
                        3,
                        new Notice.WrongIngredient(
                                "ING-0051", "Disodium hydrogen phosphate anhydrous", "ING-0061")));
        add("11-place-vessel", WAITING, harmless.taring(1, false, null));
        add("12-taring", WAITING, harmless.taring(3, true, null));
        add("13-dispensing", WAITING, harmless.dispensing(1, "42.3817"));
        danger("14-dispensing-fine", dangerous.dispensing(3, "14.2104"));
        add("15-settling", WAITING, harmless.settling(3, "14.3991"));
        add("16-in-tolerance", WAITING, harmless.inTolerance(3, "14.4012", null));
        danger("17-in-tolerance-hazard", dangerous.inTolerance(4, "2.4013", null));
        add(
                "18-weight-changed",
                WAITING,
                harmless.inTolerance(3, "14.4012", new Notice.WeightChanged()));
        add("19-over-first", WAITING, harmless.over(1, "80.6120"));
        danger("20-over-later", dangerous.over(3, "14.7120"));
        add("21-stale", WAITING, harmless.stale(3, "9.8842"));
        add("22-overload", WAITING, harmless.overloaded(3));
        add("23-regaining", WAITING, harmless.regaining(3));
        add("24-recording", WAITING, harmless.recording(3, "14.4012"));
        add("25-fault", OFFLINE, harmless.fault());
        add("26-interrupted", WAITING, harmless.interrupted(Phase.EMPTY_PAN, null));
        add(
                "27-interrupted-mismatch",
                WAITING,
                harmless.interrupted(
                        Phase.VESSEL,
                        new Notice.GrossChanged(Mass.grams("61.0103"), Mass.grams("61.0021"))));
        add("27-interrupted-container", WAITING, harmless.interruptedByDifference("311.9020"));
        add("28-rejecting", WAITING, harmless.rejecting());
        add("29-signing", WAITING, harmless.awaitingSignature(null));
        add(
                "30-not-saved",
                OFFLINE,
                harmless.awaitingSignature(new Notice.NotSaved("the disk is full")));
        add("31-completing", WAITING, harmless.completing());
        add("32-completed-waiting", OFFLINE, harmless.completed());
        add("33-completed-at-hub", SYNCED, harmless.completed());
        tap("34-sessions", BenchFixture.ready(null), "middle");
        pictures.put(
                "35-session-detail",
                new Picture(
                        harmless,
                        SYNCED,
                        BenchFixture.ready(null),
                        screen -> {
                            button(screen, "middle").fire();
                            Node row = screen.scene().lookup(".tap-row");
                            row.getOnMouseClicked().handle(null);
                            screen.show(harmless.detail());
                        }));
        pictures.put(
                "35-session-pours",
                new Picture(
                        harmless,
                        SYNCED,
                        BenchFixture.ready(null),
                        screen -> {
                            button(screen, "middle").fire();
                            Node row = screen.scene().lookup(".tap-row");
                            row.getOnMouseClicked().handle(null);
                            screen.show(harmless.detail());
                            Platform.runLater(() -> button(screen, "main").fire());
                        }));
        add("36-locked", SYNCED, BenchFixture.locked());
        add("37-starting", SYNCED, BenchFixture.starting());
        pictures.put(
                "38-wrong-while-pouring",
                new Picture(
                        dangerous,
                        WAITING,
                        dangerous.dispensing(
                                3,
                                "9.8120",
                                new Notice.WrongIngredient(
                                        "ING-0071", "Sodium dodecyl sulfate", "ING-0061")),
                        _ -> {}));
        pictures.put(
                "50-camera-hint",
                new Picture(
                        harmless,
                        SYNCED,
                        BenchFixture.ready(null),
                        screen -> screen.show(CameraHint.BLURRED)));
        pictures.put(
                "51-devices",
                new Picture(
                        harmless,
                        SYNCED,
                        BenchFixture.ready(null),
                        screen -> {
                            screen.show(DEVICES);
                            screen.show(FRAMES);
                            button(screen, "devices").fire();
                        }));
        pictures.put(
                "51-devices-no-balance",
                new Picture(
                        harmless,
                        SYNCED,
                        new Situation(BenchFixture.ready(null).state(), Pan.unknown(SILENT)),
                        screen -> {
                            screen.show(DEVICES);
                            screen.show(FRAMES);
                            button(screen, "devices").fire();
                        }));
        pictures.put(
                "52-completed-label-waits",
                new Picture(
                        harmless,
                        SYNCED,
                        harmless.completed(),
                        screen ->
                                screen.show(
                                        new LabelState(
                                                harmless.detail().record().id(),
                                                1,
                                                LabelState.Progress.WAITING,
                                                "Paper is out: put in a new roll."))));
        tap("39-give-up-without-balance", harmless.fault(), "middle");
        badge("40-badge", BenchFixture.signedOut(), _ -> {});
        badge("41-pin", BenchFixture.signedOut(), Gallery::typePin);
        badge(
                "42-badge-closed",
                BenchFixture.signedOut(),
                screen -> screen.show(new SignInResult.Closed(Duration.ofMinutes(8))));
        badge(
                "43-hub-needed",
                BenchFixture.signedOut(),
                screen -> screen.show(new SignInResult.HubNeeded(false)));
        badge(
                "44-new-pin",
                BenchFixture.signedOut(),
                screen -> screen.show(new SignInResult.PinToBeChanged(BenchFixture.ANNA)));
        badge("45-locked", harmless.dispensing(3, "9.8120"), _ -> {});
        tap("50-correcting", harmless.correcting(null), "way-rescale");
        add("51-correcting-first", WAITING, harmless.correctingFirst());
        add("52-approving", WAITING, harmless.approving(null));
        add(
                "53-approving-refused",
                WAITING,
                harmless.approving(new Notice.ApprovalRefused("Priya Raman")));
        danger("54-hazards", dangerous.acknowledging(3));
        add("55-other-step", WAITING, harmless.free(2, OTHER_STEP));
        tap("56-options-order", harmless.free(2, null), "extra");
        tap("57-options-pouring", harmless.dispensing(3, "9.8120"), "extra");
        pictures.put(
                "58-by-hand",
                new Picture(
                        harmless,
                        SYNCED,
                        harmless.dispensing(3, "9.8120"),
                        screen -> {
                            button(screen, "extra").fire();
                            later(() -> {
                                button(screen, "option-by-hand").fire();
                                later(() -> {
                                    for (char key : "144".toCharArray()) {
                                        button(screen, "key-" + key).fire();
                                    }
                                });
                            });
                        }));
        pictures.put(
                "28-writing",
                new Picture(
                        harmless,
                        SYNCED,
                        harmless.rejecting(),
                        screen -> {
                            button(screen, "reason-other").fire();
                            for (int key = 0; key < 12; key++) {
                                button(screen, "key-space").fire();
                                button(screen, key == 0 ? "key-A" : "key-a").fire();
                            }
                        }));
        add("59-by-hand-approving", WAITING, harmless.typed(3, "14.4100"));
        add("60-witness", WAITING, harmless.witnessing(3, "14.4012"));
        add("90-place-container", WAITING, harmless.placing(3, "312.4471", null));
        add(
                "91-stood-there",
                WAITING,
                harmless.placing(3, "61.0103", new Notice.StoodThere(Mass.grams("61.0103"))));
        add(
                "92-other-container",
                WAITING,
                harmless.placing(
                        3,
                        "344.1020",
                        new Notice.OtherContainer(
                                "CON-0117", Mass.grams("312.4471"), Mass.grams("344.1020"))));
        add("93-take-out", WAITING, harmless.taking(3, BenchFixture.unstable("302.6351")));
        add("94-container-away", WAITING, harmless.taking(3, BenchFixture.stable("0.0012")));
        add("95-taken", WAITING, harmless.taken(3, BenchFixture.stable("298.0471")));
        add("96-too-much-out", WAITING, harmless.takenTooMuch(3, BenchFixture.stable("297.8271")));

        RecordScenes.all(harmless, SYNCED).forEach(pictures::put);
        ConflictScenes.all(harmless, WAITING).forEach(pictures::put);
        MaterialScenes.all(harmless, WAITING).forEach(pictures::put);
        BalanceScenes.all(harmless, SYNCED).forEach(pictures::put);
        DoorScenes.all(harmless, SYNCED).forEach(pictures::put);
        return pictures;
    }

    private static void typePin(StationScreen screen) {
        screen.offer(new BenchEvent.CodeScanned(new ScannedCode.BadgeCode("B-1001"), "B=B-1001"));
        Platform.runLater(() -> {
            for (int digit = 1; digit <= 6; digit++) {
                button(screen, "key-" + digit).fire();
            }
        });
    }

    /// After the screen that was gone to is there.
    static void later(Runnable then) {
        Platform.runLater(() -> Platform.runLater(then));
    }

    /// At a station that signs in by badge; a running session shows it locked.
    private void badge(String name, Situation situation, Consumer<StationScreen> then) {
        pictures.put(name, new Picture(harmless, SYNCED, situation, then));
    }

    private void add(String name, SyncIndicator sync, Situation situation) {
        pictures.put(name, new Picture(harmless, sync, situation, _ -> {}));
    }

    private void danger(String name, Situation situation) {
        pictures.put(name, new Picture(dangerous, WAITING, situation, _ -> {}));
    }

    private void tap(String name, Situation situation, String button) {
        pictures.put(
                name,
                new Picture(harmless, SYNCED, situation, screen -> button(screen, button).fire()));
    }

    /// A button that has no name, by its styles and its number on the screen.
    static Button inside(StationScreen screen, String styles, int number) {
        screen.scene().getRoot().applyCss();
        screen.scene().getRoot().layout();
        return (Button) List.copyOf(screen.scene().getRoot().lookupAll(styles)).get(number);
    }

    static Button button(StationScreen screen, String id) {
        return (Button) screen.scene().lookup("#" + id);
    }
}

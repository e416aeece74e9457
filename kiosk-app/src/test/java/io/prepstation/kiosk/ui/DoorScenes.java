package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.sync.EnrolResult;
import io.prepstation.kiosk.sync.HubFailure;
import io.prepstation.kiosk.ui.desk.LabChoice;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.formula.FormulaCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Before anybody is signed in: the station's way into a lab, and from one to another.
final class DoorScenes {

    static final String HUB = "https://hub.example:8443";
    static final String CODE = "E=" + HUB + ";P=" + "3f9a0c1d".repeat(8) + ";K=7KQ2-9XHD";
    static final LabKey LAB_A = new LabKey("acme", "lab-a");
    static final LabKey LAB_B = new LabKey("acme", "lab-b");
    static final LabChoice TWO =
            new LabChoice(
                    List.of(
                            new LabChoice.Line(LAB_A, "Lab A", HUB, 0),
                            new LabChoice.Line(LAB_B, "Stability Laboratory", HUB, 3)),
                    LAB_A,
                    "");

    private DoorScenes() {}

    static Map<String, Gallery.Picture> all(BenchFixture bench, SyncIndicator sync) {
        Map<String, Gallery.Picture> pictures = new LinkedHashMap<>();
        put(pictures, "80-pairing", bench, sync, screen -> screen.show(LabChoice.NONE));
        put(
                pictures,
                "81-pairing-asking",
                bench,
                sync,
                screen -> {
                    screen.show(LabChoice.NONE);
                    screen.offer(scan(CODE));
                });
        put(
                pictures,
                "82-pairing-other-pin",
                bench,
                sync,
                screen -> {
                    screen.show(LabChoice.NONE);
                    screen.offer(scan(CODE));
                    later(() -> screen.show(new EnrolResult.OtherAuthority(HUB)));
                });
        put(pictures, "83-badge-of-several-labs", bench, sync, screen -> screen.show(TWO));
        put(
                pictures,
                "84-labs",
                bench,
                sync,
                screen -> {
                    screen.show(TWO);
                    later(() -> Gallery.button(screen, "middle").fire());
                });
        put(
                pictures,
                "85-pairing-refused",
                bench,
                sync,
                screen -> {
                    screen.show(LabChoice.NONE);
                    screen.offer(scan(CODE));
                    later(() ->
                            screen.show(
                                    new EnrolResult.NotEnrolled(
                                            new HubFailure.NotFound("no such code"))));
                });
        put(
                pictures,
                "86-pairing-badge-of-the-lab",
                bench,
                sync,
                screen -> {
                    screen.show(TWO);
                    screen.offer(scan(CODE));
                });
        put(
                pictures,
                "87-pairing-by-command",
                bench,
                sync,
                screen -> {
                    screen.show(TWO);
                    screen.offer(scan(CODE));
                    later(() -> screen.showConfirmed(new SignInResult.HubNeeded(false)));
                });
        return pictures;
    }

    /// After what was offered before is on the screen.
    private static void later(Runnable then) {
        Platform.runLater(() -> Platform.runLater(then));
    }

    static CodeScanned scan(String text) {
        return new CodeScanned(FormulaCode.parse(text), text);
    }

    private static void put(
            Map<String, Gallery.Picture> pictures,
            String name,
            BenchFixture bench,
            SyncIndicator sync,
            Consumer<StationScreen> then) {
        pictures.put(name, new Gallery.Picture(bench, sync, BenchFixture.signedOut(), then));
    }
}

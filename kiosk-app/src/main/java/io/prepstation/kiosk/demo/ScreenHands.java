package io.prepstation.kiosk.demo;

import io.prepstation.kiosk.ui.StationScreen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands at a station with screens: they press the buttons that are there, once they can be pressed.
public final class ScreenHands implements Hands {

    private static final Logger log = LoggerFactory.getLogger("Remote");

    /// A badge must be seen, or a PIN checked by the hub, before the keys are free.
    private static final Duration CHECKED = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// The buttons that stand at the same place on every screen: the one main action.
    private static final Set<String> MAIN =
            Set.of(
                    "start",
                    "understood",
                    "stands",
                    "accept",
                    "sign",
                    "resume",
                    "correct",
                    "rescale");

    /// Those with a name of their own.
    private static final Set<String> OWN = Set.of("back", "take-photo");

    private final StationScreen screen;
    private final Hands others;

    /// @param others does what has no button of a fixed name
    public ScreenHands(StationScreen screen, Hands others) {
        this.screen = screen;
        this.others = others;
    }

    @Override
    public void signIn(String userId) throws InterruptedException {
        others.signIn(userId);
    }

    @Override
    public void pin(String digits) throws InterruptedException {
        for (int i = 0; i < digits.length(); i++) {
            if (!screen.press("key-" + digits.charAt(i), CHECKED)) {
                log.warn("the screen does not ask for a PIN");
                return;
            }
        }
        screen.press("main", PATIENCE);
    }

    @Override
    public boolean tap(String what) throws InterruptedException {
        if (MAIN.contains(what)) {
            return screen.press("main", PATIENCE);
        }
        if (OWN.contains(what) || what.startsWith("way-")) {
            return screen.press(what, PATIENCE);
        }
        return others.tap(what);
    }

    @Override
    public void scan(String text) throws InterruptedException {
        others.scan(text);
    }

    @Override
    public void picture(Path file) throws IOException, InterruptedException {
        screen.picture(file);
    }
}

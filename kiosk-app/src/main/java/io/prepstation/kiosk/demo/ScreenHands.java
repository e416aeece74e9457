package io.prepstation.kiosk.demo;

import io.prepstation.kiosk.ui.StationScreen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/// Hands at a station with screens: they press the buttons that are there, once they can be pressed.
public final class ScreenHands implements Hands {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// The buttons that stand at the same place on every screen: the one main action.
    private static final Set<String> MAIN = Set.of("start", "accept", "sign", "resume");

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
    public void tap(String what) throws InterruptedException {
        if (MAIN.contains(what)) {
            screen.press("main", PATIENCE);
        } else if (what.equals("back")) {
            screen.press("back", PATIENCE);
        } else {
            others.tap(what);
        }
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

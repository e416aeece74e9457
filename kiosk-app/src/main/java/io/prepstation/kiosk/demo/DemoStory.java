package io.prepstation.kiosk.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;

/// Tells what happens, line by line, and numbers the pictures in the order they are taken.
final class DemoStory implements Story {

    private final PrintStream out;
    private final Path directory;
    private final InstantSource clock;
    private final long startedAt;
    private int pictures;

    DemoStory(PrintStream out, Path directory, InstantSource clock) {
        this.out = out;
        this.directory = directory;
        this.clock = clock;
        this.startedAt = clock.millis();
    }

    @Override
    public void tell(String what) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", (clock.millis() - startedAt) / 1000.0, what);
    }

    /// The first picture, of the sign-in, has number 00.
    @Override
    public void picture(String subject, RemoteKiosk kiosk) throws IOException {
        kiosk.picture(
                directory.resolve(String.format(Locale.ROOT, "%02d-%s.png", pictures, subject)));
        pictures++;
    }
}

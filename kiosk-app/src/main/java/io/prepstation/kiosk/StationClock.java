package io.prepstation.kiosk;

import io.prepstation.model.sync.ClockFloor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The station's clock for what must not come back by setting it back, such as a PIN that has run out: what the machine
/// shows, but never before the floor, which goes on while the program runs. Records have what the machine shows. Any thread.
public final class StationClock implements InstantSource {

    private final InstantSource machine;
    private final LongSupplier nanos;
    private volatile Optional<Learnt> learnt = Optional.empty();

    private record Learnt(ClockFloor floor, long nanos) {}

    /// @param nanos goes on by itself, as [System#nanoTime]
    public StationClock(InstantSource machine, LongSupplier nanos) {
        this.machine = machine;
        this.nanos = nanos;
    }

    /// When the program was made; empty where it runs from a checkout, or where nobody can say when its file was written. What the
    /// release says of itself, but not later than its file was written: a machine whose clock is behind the release's may
    /// build and try it.
    public static Optional<Instant> built() {
        try (InputStream in = StationClock.class.getResourceAsStream("built.txt")) {
            if (in == null) {
                return Optional.empty();
            }
            Instant said =
                    Instant.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
            CodeSource source = StationClock.class.getProtectionDomain().getCodeSource();
            return Optional.ofNullable(source)
                    .flatMap(from -> written(from.getLocation()))
                    .map(written -> written.isBefore(said) ? written : said);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled built.txt cannot be read", e);
        }
    }

    /// When the file at an address was written; empty if nobody can say.
    static Optional<Instant> written(URL file) {
        try {
            return Optional.of(Files.getLastModifiedTime(Path.of(file.toURI())).toInstant());
        } catch (URISyntaxException
                | IllegalArgumentException
                | FileSystemNotFoundException
                | IOException unknown) {
            return Optional.empty();
        }
    }

    /// What to do about a clock that is refused, as a part of a sentence.
    public static String remedy(ClockFloor floor) {
        return "set it (timedatectl), or connect the network"
                + (floor.canBeOverruled() ? "; if it is right: station clock --confirm" : "");
    }

    public void learn(Optional<ClockFloor> floor) {
        Optional<ClockFloor> known = learnt.map(Learnt::floor);
        if (!known.equals(floor)) {
            learnt = floor.map(found -> new Learnt(found, nanos.getAsLong()));
        }
    }

    private Optional<ClockFloor> floor() {
        return learnt.map(
                known -> known.floor().after(Duration.ofNanos(nanos.getAsLong() - known.nanos())));
    }

    @Override
    public Instant instant() {
        Instant shown = machine.instant();
        return floor().map(floor -> floor.orLater(shown)).orElse(shown);
    }

    /// What is wrong with the machine's clock, as a part of a sentence; empty if it can be right.
    Optional<String> fault() {
        Instant shown = machine.instant();
        return floor().filter(floor -> floor.refuses(shown)).map(floor -> floor.fault(shown));
    }
}

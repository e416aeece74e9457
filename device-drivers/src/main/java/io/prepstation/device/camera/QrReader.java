package io.prepstation.device.camera;

import static io.prepstation.device.camera.Attempt.CENTRE_DOUBLED;
import static io.prepstation.device.camera.Attempt.CENTRE_DOUBLED_WIDE_LIGHT;
import static io.prepstation.device.camera.Attempt.GLOBAL;
import static io.prepstation.device.camera.Attempt.HALF_FINE_LIGHT;
import static io.prepstation.device.camera.Attempt.HALF_WIDE_LIGHT;
import static io.prepstation.device.camera.Attempt.INVERTED_HALF;
import static io.prepstation.device.camera.Attempt.PLAIN;
import static io.prepstation.device.camera.Attempt.THIRD;
import static io.prepstation.device.camera.Attempt.WIDE_LIGHT;

import io.prepstation.device.DeviceClock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a code from a picture. One attempt costs 2–10 ms, and different pictures need different ones: a live frame gets
/// as many as its budget allows, but one at least, and the next frame goes on where it stopped; a still image gets all.
/// Not thread-safe.
public final class QrReader {

    /// Ordered by what each adds to those before it, per millisecond; measured by `scripts/bench qr`.
    private static final List<Attempt> LIVE =
            List.of(
                    HALF_FINE_LIGHT,
                    CENTRE_DOUBLED,
                    WIDE_LIGHT,
                    GLOBAL,
                    HALF_WIDE_LIGHT,
                    CENTRE_DOUBLED_WIDE_LIGHT,
                    PLAIN,
                    THIRD,
                    INVERTED_HALF);

    /// Where noise looks like finder patterns, the search for them in the whole picture at its full size takes longer than a
    /// frame may. Without those two attempts no label of the measured set is lost: at half the size there is less noise.
    private static final List<Attempt> LIVE_IN_GRAIN =
            LIVE.stream().filter(attempt -> attempt != WIDE_LIGHT && attempt != PLAIN).toList();

    private static final List<Attempt> STILL = List.of(Attempt.values());
    private static final int QUARTER_TURNS = 4;

    /// Leaves room below the 12 ms that a frame may cost: an attempt may take longer than it did before.
    private static final Duration BUDGET = Duration.ofMillis(8);

    /// About a second at ten frames a second.
    private static final int LOSSES_UNTIL_FORGOTTEN = 5;

    private final CodeDecoder decoder;
    private final DeviceClock clock;
    private final Map<Attempt, Long> costs = new EnumMap<>(Attempt.class);
    private @Nullable Attempt favourite;
    private int losses;
    private List<Attempt> attempts = LIVE;
    private int turn;
    private boolean favouritesTurn;
    private double unreadableModules;

    public QrReader() {
        this(Set.of(Symbology.QR), DeviceClock.system());
    }

    /// @param clock measures what attempts cost
    public QrReader(Set<Symbology> kinds, DeviceClock clock) {
        this.decoder = new CodeDecoder(kinds);
        this.clock = clock;
    }

    /// The text of the code in a live frame, if this frame's attempts find one.
    ///
    /// While a code is in view, every second frame begins with the attempt that read it, and those between share the others:
    /// a code that only one attempt can read is still read several times a second, so that it does not seem to leave the
    /// view.
    Optional<String> readLive(LumaFrame frame) {
        return readLive(frame, Duration.ZERO);
    }

    /// The same.
    ///
    /// @param spent what was already done with this frame, which counts
    Optional<String> readLive(LumaFrame frame, Duration spent) {
        unreadableModules = 0;
        long began = clock.now() - spent.toNanos();
        attempts = frame.isGrainy() ? LIVE_IN_GRAIN : LIVE;
        turn %= attempts.size();
        Attempt known = favourite;
        favouritesTurn = !favouritesTurn;
        Optional<String> text = Optional.empty();
        int tried = 0;
        if (known != null && favouritesTurn) {
            text = readByFavourite(frame, known);
            tried++;
        }
        while (text.isEmpty() && mayTry(next(), tried, began)) {
            text = readByNext(frame);
            tried++;
        }
        return text;
    }

    /// The text of the code in a still image, with every attempt there is, on each side.
    public Optional<String> readStill(LumaFrame image) {
        LumaFrame turned = image;
        for (int quarter = 0; quarter < QUARTER_TURNS; quarter++) {
            for (Attempt attempt : STILL) {
                Optional<String> text = read(turned, attempt);
                if (text.isPresent()) {
                    return text;
                }
            }
            turned = turned.turned();
        }
        return Optional.empty();
    }

    /// How large, in pixels of the frame, the modules of a code are that the last live frame showed but nobody could read.
    public OptionalDouble unreadableModules() {
        return unreadableModules > 0
                ? OptionalDouble.of(unreadableModules)
                : OptionalDouble.empty();
    }

    /// The first attempt is free; another begins only if it is likely to end within the budget.
    private boolean mayTry(Attempt attempt, int tried, long began) {
        return tried == 0
                || (tried < attempts.size()
                        && clock.now() - began + expected(attempt) <= BUDGET.toNanos());
    }

    /// Whose turn it is. An attempt that took longer than a frame may is passed over; its cost is believed less and less
    /// meanwhile, so that it comes again, but the more seldom the dearer it is.
    private Attempt next() {
        while (expected(due()) > BUDGET.toNanos()) {
            costs.merge(due(), 0L, (known, _) -> known * 3 / 4);
            turn = (turn + 1) % attempts.size();
        }
        return due();
    }

    private Attempt due() {
        return attempts.get(turn);
    }

    /// What is not known fits a frame, but only alone.
    private long expected(Attempt attempt) {
        return costs.getOrDefault(attempt, BUDGET.toNanos());
    }

    private Optional<String> readByFavourite(LumaFrame frame, Attempt known) {
        Optional<String> text = read(frame, known);
        losses = text.isPresent() ? 0 : losses + 1;
        if (losses == LOSSES_UNTIL_FORGOTTEN) {
            favourite = null;
        }
        return text;
    }

    private Optional<String> readByNext(LumaFrame frame) {
        Attempt attempt = due();
        turn = (turn + 1) % attempts.size();
        Optional<String> text = read(frame, attempt);
        if (text.isPresent() && (favourite == null || losses > 0)) {
            favourite = attempt;
            losses = 0;
        }
        return text;
    }

    /// What an attempt cost at its dearest is forgotten slowly, because the next frame is like this one.
    private Optional<String> read(LumaFrame frame, Attempt attempt) {
        long began = clock.now();
        CodeSight sight = decoder.look(attempt.on(frame));
        costs.merge(
                attempt, clock.now() - began, (known, now) -> Math.max(now, (3 * known + now) / 4));
        return switch (sight) {
            case CodeSight.Read(var text) -> Optional.of(text);
            case CodeSight.Unreadable(var modules) -> {
                unreadableModules = modules / attempt.enlarged();
                yield Optional.empty();
            }
            case CodeSight.Nothing _ -> Optional.empty();
        };
    }
}

package io.prepstation.kiosk.field;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells systemd and the lamp that the station is alive, as long as every part of it has answered: screen, store, bench,
/// balance. A frozen one stays without an answer, the watchdog is not fed, and systemd starts the station anew, at the same
/// step.
public final class Watchdog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("Watchdog");

    private final Map<String, Heart> hearts;
    private final Runnable feed;
    private List<String> silentBefore = List.of();
    private final Map<String, Boolean> answered = new ConcurrentHashMap<>();
    private final ScheduledExecutorService rounds =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("watchdog").daemon().factory());

    /// @param hearts by the name the journal shall say
    /// @param feed called after each round in which all had answered
    public Watchdog(Map<String, Heart> hearts, Runnable feed) {
        this.hearts = Map.copyOf(hearts);
        this.feed = feed;
    }

    /// Looks round so often; systemd should wait for three rounds.
    public void start(Duration every) {
        ask(List.copyOf(hearts.keySet()));
        var _ =
                rounds.scheduleAtFixedRate(
                        this::round, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// One look: who has answered is asked again; if all have, the watchdog is fed.
    void round() {
        List<String> silent = new ArrayList<>();
        List<String> alive = new ArrayList<>();
        for (String name : hearts.keySet()) {
            (answered.getOrDefault(name, false) ? alive : silent).add(name);
        }
        if (silent.isEmpty()) {
            feed.run();
        } else if (!silent.equals(silentBefore)) {
            log.warn("no answer from {}; the watchdog is not fed", silent);
        }
        silentBefore = silent;
        ask(alive);
    }

    void ask(List<String> names) {
        for (String name : names) {
            answered.put(name, false);
            Heart heart = hearts.get(name);
            if (heart != null) {
                heart.ask(() -> answered.put(name, true));
            }
        }
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }
}

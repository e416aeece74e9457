package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Replaces the station's token at the hub every month, so that a stolen copy does not stay good unseen (OPS-4). The hub
/// takes the old one until the new one was used; the new one is on the disk before it is used. So it may be interrupted
/// anywhere: either token opens the door, and the next try is a new one.
///
/// Runs beside the engine of its lab, which holds the lock that no other program does the same.
public final class TokenKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("NetworkMonitor");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration LOOK = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HubNetwork network;
    private final StationEnrolment enrolment;
    private final StationDatabase own;
    private final InstantSource clock;
    private final Thread thread;

    TokenKeeper(
            HubNetwork network,
            StationEnrolment enrolment,
            StationDatabase own,
            InstantSource clock) {
        this.network = network;
        this.enrolment = enrolment;
        this.own = own;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("token").unstarted(this::run);
    }

    public static TokenKeeper start(
            HubNetwork network,
            StationEnrolment enrolment,
            StationDatabase own,
            InstantSource clock) {
        TokenKeeper keeper = new TokenKeeper(network, enrolment, own, clock);
        keeper.thread.start();
        return keeper;
    }

    /// Waits until no token is being replaced, so that whoever comes next reads the last one.
    @Override
    public void close() {
        thread.interrupt();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.warn("a new token did not come within {} s", PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                lookOnce();
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            LOG.debug("the token is kept no more");
        }
    }

    private void lookOnce() throws InterruptedException {
        try {
            if (isDue()) {
                replace(own::keepToken);
            }
        } catch (StoreException e) {
            LOG.warn("the token could not be replaced, the present one stays: {}", e.getMessage());
        }
    }

    /// A clock that was set back does not put it off for ever.
    boolean isDue() throws StoreException {
        Instant since =
                own.fact(fact())
                        .map(Long::parseLong)
                        .map(Instant::ofEpochMilli)
                        .orElse(enrolment.enrolledAt());
        Instant now = clock.instant();
        return now.isBefore(since) || !now.isBefore(since.plus(MONTH));
    }

    /// Where the new token is kept.
    @FunctionalInterface
    interface Keeping {
        void keep(String stationId, String token) throws StoreException;
    }

    /// @return whether another token is used from now on
    boolean replace(Keeping keeping) throws StoreException, InterruptedException {
        HubClient hub = HubClient.station(network, enrolment, HubTimeouts.DEFAULT);
        Optional<String> next =
                switch (hub.newToken()) {
                    case HubAnswer.Accepted<String>(var token) -> Optional.of(token);
                    case HubAnswer.Failed<String>(var why) -> {
                        LOG.debug("no new token: {}", why);
                        yield Optional.empty();
                    }
                };
        boolean replaced =
                next.isPresent()
                        && network.token(enrolment)
                                .replace(
                                        next.get(),
                                        token -> keeping.keep(enrolment.stationId(), token),
                                        PATIENCE);
        if (replaced) {
            own.remember(fact(), Long.toString(clock.instant().toEpochMilli()));
            LOG.info("the station has another token for {}", enrolment.hubUrl());
        }
        return replaced;
    }

    private String fact() {
        return "token_since " + enrolment.stationId();
    }
}

package io.prepstation.kiosk.command;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LiveQuery;
import io.prepstation.kiosk.store.LiveValue;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.Table;
import io.prepstation.kiosk.sync.ConvergenceCheck;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.HubTimeouts;
import io.prepstation.kiosk.sync.StationKey;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.kiosk.sync.SyncResult;
import io.prepstation.kiosk.sync.SyncRules;
import io.prepstation.kiosk.sync.SyncScope;
import io.prepstation.kiosk.sync.SyncSetup;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One lab in step with its hub, now: by an engine of its own, or by the kiosk's where that one syncs the lab.
final class SyncNow {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path data;
    private final Loaded config;
    private final InstantSource clock = InstantSource.system();

    SyncNow(Path data, Loaded config) {
        this.data = data;
        this.config = config;
    }

    /// Waits until all of it was tried.
    ///
    /// @throws StoreException if the lab's file cannot be used
    SyncResult of(StationEnrolment enrolment) throws StoreException, InterruptedException {
        return of(enrolment, SyncScope.EVERYTHING);
    }

    SyncResult of(StationEnrolment enrolment, SyncScope scope)
            throws StoreException, InterruptedException {
        try (LabDatabase lab = LabDatabase.open(data, enrolment.lab());
                HubNetwork network = new HubNetwork()) {
            return of(enrolment, lab, network, scope);
        }
    }

    private SyncResult of(
            StationEnrolment enrolment, LabDatabase lab, HubNetwork network, SyncScope scope)
            throws StoreException, InterruptedException {
        Optional<SyncEngine> own =
                SyncEngine.start(lab, sessions(lab, enrolment), enrolment, network, setup());
        if (own.isEmpty()) {
            return askedOfTheKiosk(lab, scope);
        }
        try (SyncEngine engine = own.get()) {
            return awaited(engine.sync(scope));
        }
    }

    /// Brings the lab into step and compares it with the hub.
    ConvergenceCheck.Outcome compared(StationEnrolment enrolment)
            throws StoreException, InterruptedException {
        try (LabDatabase lab = LabDatabase.open(data, enrolment.lab());
                HubNetwork network = new HubNetwork()) {
            HubClient hub = HubClient.station(network, enrolment, HubTimeouts.DEFAULT);
            return new ConvergenceCheck(lab, hub, clock)
                    .after(() -> of(enrolment, lab, network, SyncScope.EVERYTHING));
        }
    }

    private SessionService sessions(LabDatabase lab, StationEnrolment enrolment)
            throws StoreException {
        StationFacts facts =
                new StationFacts(
                        enrolment.stationId(),
                        config.hash(),
                        config.config().bench().attempts(),
                        StationKey.open(data).pair());
        return new SessionService(lab, clock, new TimeOrderedIds(), facts);
    }

    private SyncSetup setup() {
        return new SyncSetup(
                SyncRules.DEFAULT, HubTimeouts.DEFAULT, false, clock, new SecureRandom());
    }

    private static SyncResult askedOfTheKiosk(LabDatabase lab, SyncScope scope)
            throws StoreException, InterruptedException {
        String wish = new TimeOrderedIds().get();
        CompletableFuture<SyncResult> answer = new CompletableFuture<>();
        try (LiveQuery _ =
                lab.follow(
                        Set.of(Table.SYNC_STATE),
                        handle -> SyncEngine.answer(handle, wish),
                        value -> {
                            if (value instanceof LiveValue.Loaded(var result)) {
                                result.ifPresent(answer::complete);
                            }
                        })) {
            SyncEngine.ask(lab, wish, scope);
            return awaited(answer);
        }
    }

    private static SyncResult awaited(CompletableFuture<SyncResult> result)
            throws InterruptedException {
        try {
            return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            String late = "it took longer than " + PATIENCE.toSeconds() + " s; nothing is lost";
            return SyncResult.notDone(late, PATIENCE);
        } catch (ExecutionException e) {
            throw new IllegalStateException("sync ended in a fault of the program", e.getCause());
        }
    }
}

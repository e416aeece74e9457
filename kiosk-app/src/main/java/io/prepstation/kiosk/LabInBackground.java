package io.prepstation.kiosk;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.StationKey;
import io.prepstation.kiosk.sync.SyncEngine;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// A lab that nobody works in at present: what waits in its outbox still goes to its hub.
final class LabInBackground implements AutoCloseable {

    private final LabDatabase database;
    private final Optional<SyncEngine> engine;

    private LabInBackground(LabDatabase database, Optional<SyncEngine> engine) {
        this.database = database;
        this.engine = engine;
    }

    static LabInBackground start(
            Path data, Loaded config, StationEnrolment enrolment, HubNetwork network)
            throws StoreException {
        InstantSource clock = InstantSource.system();
        LabDatabase database = LabDatabase.open(data, enrolment.lab());
        try {
            StationFacts facts =
                    new StationFacts(
                            enrolment.stationId(),
                            config.hash(),
                            config.config().bench().attempts(),
                            config.config().checks(),
                            StationKey.open(data).pair());
            return new LabInBackground(
                    database,
                    SyncEngine.start(
                            database,
                            new SessionService(database, clock, new TimeOrderedIds(), facts),
                            enrolment,
                            network,
                            Station.syncSetup(config.config(), clock)));
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    LabDatabase database() {
        return database;
    }

    /// Ends within seconds; what was under way is asked again by the next engine.
    @Override
    public void close() {
        engine.ifPresent(SyncEngine::close);
        database.close();
    }
}

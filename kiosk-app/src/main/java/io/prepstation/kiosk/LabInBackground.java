package io.prepstation.kiosk;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.StationKey;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.kiosk.sync.SyncLock;
import io.prepstation.model.sync.StationReport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A lab that nobody works in at present: what waits in its outbox still goes to its hub, its token is replaced in time,
/// and its hub hears of the station.
final class LabInBackground implements AutoCloseable {

    private final StationEnrolment enrolment;
    private final HubNetwork network;
    private final LabDatabase database;
    private final Optional<SyncEngine> engine;
    private final Optional<HubUpkeep> upkeep;

    private LabInBackground(
            Home home,
            StationEnrolment enrolment,
            LabDatabase database,
            Optional<SyncEngine> engine) {
        this.enrolment = enrolment;
        this.network = home.network();
        this.database = database;
        this.engine = engine;
        this.upkeep =
                engine.map(_ ->
                        HubUpkeep.start(network, enrolment, home.own(), database, home.devices()));
    }

    /// What all labs of the station share.
    ///
    /// @param data the station's data directory
    /// @param devices how those of the station are now
    record Home(
            Path data,
            Loaded config,
            StationDatabase own,
            HubNetwork network,
            Supplier<List<StationReport.Device>> devices) {}

    static LabInBackground start(Home home, StationEnrolment enrolment) throws StoreException {
        InstantSource clock = InstantSource.system();
        LabDatabase database = LabDatabase.open(home.data(), enrolment.lab());
        try {
            StationFacts facts =
                    new StationFacts(
                            enrolment.stationId(),
                            home.config().hash(),
                            home.config().config().bench().attempts(),
                            home.config().config().checks(),
                            StationKey.open(home.data()).pair());
            return new LabInBackground(
                    home,
                    enrolment,
                    database,
                    SyncEngine.start(
                            database,
                            new SessionService(database, clock, new TimeOrderedIds(), facts),
                            enrolment,
                            home.network(),
                            Station.syncSetup(home.config().config(), clock)));
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    LabDatabase database() {
        return database;
    }

    LabKey lab() {
        return enrolment.lab();
    }

    /// As [Station#couldSync].
    boolean couldSync() throws StoreException {
        return engine.isEmpty() && !SyncLock.isHeld(database.path());
    }

    /// Ends within seconds; what was under way is asked again by the next engine. Its token may be replaced by another
    /// program from now on, so that it is read anew.
    @Override
    public void close() {
        upkeep.ifPresent(HubUpkeep::close);
        engine.ifPresent(SyncEngine::close);
        network.forget(enrolment);
        database.close();
    }
}

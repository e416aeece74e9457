package io.prepstation.benchmark;

import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.kiosk.sync.SyncResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/// A station that edits offline and then syncs, in this process, with a hub in another one that is started as an installed hub is.
final class DrainedStation implements AutoCloseable {

    private final EnrolledStation hub;
    private final HubProgram program;
    private final SyncingStation station;
    private final SyncEngine engine;

    DrainedStation(Programs programs) throws IOException, StoreException {
        this.hub = new EnrolledStation(programs.demoData());
        hub.stopHub();
        this.program =
                new HubProgram(
                        programs.hubClassPath(),
                        hub.hubData(),
                        URI.create(hub.enrolment().hubUrl()).getPort());
        this.station = new SyncingStation(hub.data(), hub.enrolment());
        this.engine = station.engine(false);
    }

    /// For what else a measurement writes; gone with the station.
    Path folder() {
        return hub.root();
    }

    SyncingStation station() {
        return station;
    }

    HubProgram hub() {
        return program;
    }

    Path stationFile() {
        return station.database().path();
    }

    Path hubFile() {
        return hub.hubData().resolve("hub.db");
    }

    /// Makes so many edits, then measures until each is answered, and the answer stored.
    ///
    /// @param tag begins the names of what is made, another one each time
    /// @return nanoseconds
    long drain(int operations, String tag) throws InterruptedException, StoreException {
        station.edit(operations, tag);
        return drain(operations);
    }

    /// Measures until so many edits, which are made already, are answered, and the answer stored.
    ///
    /// @return nanoseconds
    long drain(int operations) throws InterruptedException {
        try {
            long start = System.nanoTime();
            SyncResult result = engine.syncNow().get();
            long took = System.nanoTime() - start;
            if (!result.success() || result.synced() < operations) {
                throw new IllegalStateException("not everything went up: " + result);
            }
            return took;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the engine gave up", e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        engine.close();
        station.close();
        program.close();
        hub.close();
    }
}

package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxCounts;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StuckOperations;
import io.prepstation.model.sync.StationReport;
import io.prepstation.model.sync.StationReport.Device;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the hub every minute how the station is, for who looks after many of them (OPS-7). What does not get through is
/// not kept: the next one says it better.
public final class StationReports implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("NetworkMonitor");
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration FIRST = Duration.ofSeconds(5);

    private final HubClient hub;
    private final LabDatabase database;
    private final InstantSource clock;
    private final String program;
    private final Supplier<List<Device>> devices;
    private final Thread thread;

    StationReports(
            HubClient hub,
            LabDatabase database,
            InstantSource clock,
            String program,
            Supplier<List<Device>> devices) {
        this.hub = hub;
        this.database = database;
        this.clock = clock;
        this.program = program;
        this.devices = devices;
        this.thread = Thread.ofVirtual().name("report").unstarted(this::run);
    }

    /// @param program its version
    /// @param devices how they are now; asked for on a thread of its own
    public static StationReports start(
            HubNetwork network,
            StationEnrolment enrolment,
            LabDatabase database,
            InstantSource clock,
            String program,
            Supplier<List<Device>> devices) {
        StationReports reports =
                new StationReports(
                        HubClient.station(network, enrolment, HubTimeouts.FOR_A_PERSON),
                        database,
                        clock,
                        program,
                        devices);
        reports.thread.start();
        return reports;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            Thread.sleep(FIRST);
            while (!Thread.currentThread().isInterrupted()) {
                tell();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            LOG.debug("no more reports to the hub");
        }
    }

    /// @return whether the hub has it
    boolean tell() {
        try {
            HubAnswer<Boolean> answer = hub.report(report());
            LOG.debug("reported to the hub: {}", answer);
            return answer instanceof HubAnswer.Accepted<Boolean>;
        } catch (StoreException e) {
            LOG.warn("nothing is reported to the hub: {}", e.getMessage());
            return false;
        }
    }

    StationReport report() throws StoreException {
        OutboxCounts counts = database.read(Outbox::counts);
        int stuck = database.read(StuckOperations::count);
        Instant oldest = counts.oldestWaiting();
        return new StationReport(
                clock.instant().toEpochMilli(),
                program,
                counts.waiting(),
                oldest == null ? null : oldest.toEpochMilli(),
                stuck,
                devices.get());
    }
}

package io.prepstation.kiosk;

import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.StationReports;
import io.prepstation.kiosk.sync.TokenKeeper;
import io.prepstation.model.sync.StationReport;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// What goes on beside the engine of every lab, whether or not somebody works in it: its token is replaced in time, its
/// hub hears how the station is. Only the program that syncs the lab may.
final class HubUpkeep implements AutoCloseable {

    private final TokenKeeper tokens;
    private final StationReports reports;

    private HubUpkeep(TokenKeeper tokens, StationReports reports) {
        this.tokens = tokens;
        this.reports = reports;
    }

    /// @param network the one the lab's engine uses: both must have the same token
    /// @param devices how those of the station are now
    static HubUpkeep start(
            HubNetwork network,
            StationEnrolment enrolment,
            StationDatabase own,
            LabDatabase database,
            Supplier<List<StationReport.Device>> devices) {
        InstantSource clock = InstantSource.system();
        return new HubUpkeep(
                TokenKeeper.start(network, enrolment, own, clock),
                StationReports.start(network, enrolment, database, clock, version(), devices));
    }

    private static String version() {
        return Objects.requireNonNullElse(
                HubUpkeep.class.getPackage().getImplementationVersion(), "from sources");
    }

    /// Waits until no token is being replaced.
    @Override
    public void close() {
        tokens.close();
        reports.close();
    }
}

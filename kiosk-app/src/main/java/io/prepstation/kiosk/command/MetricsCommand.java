package io.prepstation.kiosk.command;

import io.prepstation.kiosk.metrics.FiguresSocket;
import io.prepstation.kiosk.metrics.StoredFigures;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The station's figures, for a collector that reads texts.
@Command(
        name = "metrics",
        description =
                "Prints the station's figures in the text format of Prometheus: from its files, and from the kiosk if it runs.")
final class MetricsCommand implements Callable<Integer> {

    private static final String NOT_RUNNING =
            """
            # HELP prepstation_station_running Whether the kiosk answered
            # TYPE prepstation_station_running gauge
            prepstation_station_running 0.0
            """;

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws StoreException {
        Path data = station.options.data;
        PrintWriter out = spec.commandLine().getOut();
        out.print(new StoredFigures(data, InstantSource.system()).text(labs(data)));
        out.print(FiguresSocket.ask(data).orElse(NOT_RUNNING));
        out.flush();
        return ExitCode.OK;
    }

    private static List<LabKey> labs(Path data) throws StoreException {
        try (StationDatabase own = StationDatabase.open(data)) {
            return own.enrolments().stream().map(StationEnrolment::lab).toList();
        }
    }
}

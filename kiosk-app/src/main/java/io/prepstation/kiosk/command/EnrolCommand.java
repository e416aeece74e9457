package io.prepstation.kiosk.command;

import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.metrics.FiguresSocket;
import io.prepstation.kiosk.store.OlderFiles;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.Enrol;
import io.prepstation.kiosk.sync.EnrolResult;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.SyncLock;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Brings this station into a lab.
@Command(
        name = "enrol",
        description = "Joins a hub with a one-time code and loads people and formulas.")
final class EnrolCommand implements Callable<Integer> {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "U",
            description = "the hub, https://hub.lab:8443")
    String url;

    @Option(
            names = "--code",
            required = true,
            paramLabel = "C",
            description = "from hub enrol-code, ABCD-EFGH")
    String code;

    @Option(
            names = "--ca-pin",
            paramLabel = "P",
            description =
                    "of an https hub with its own certificate authority, from hub enrol-code --json")
    @Nullable String caPin;

    @Option(
            names = "--name",
            paramLabel = "N",
            defaultValue = "station",
            description = "how people call this station")
    String name;

    @Override
    public Integer call() throws StoreException {
        refuseBesideAnUpload(station.options.data);
        try (StationDatabase database = StationDatabase.open(station.options.data);
                HubNetwork network = new HubNetwork()) {
            EnrolResult result =
                    new Enrol(
                                    station.options.data,
                                    database,
                                    network,
                                    InstantSource.system(),
                                    new TimeOrderedIds())
                            .enrol(url, code, name, caPin);
            return switch (result) {
                case EnrolResult.Enrolled enrolled -> {
                    spec.commandLine().getOut().println(enrolled.message());
                    yield ExitCode.OK;
                }
                case EnrolResult.EnrolledWithoutData enrolled -> {
                    spec.commandLine().getErr().println(enrolled.message());
                    yield ExitCode.TRY_AGAIN;
                }
                case EnrolResult.BadAddress bad ->
                        throw new CommandFailed(ExitCode.USAGE, bad.message());
                case EnrolResult.Unprotected open ->
                        throw new CommandFailed(ExitCode.USAGE, open.message());
                case EnrolResult.OtherAuthority other ->
                        throw new CommandFailed(ExitCode.NOT_FOUND, other.message());
                case EnrolResult.OtherHub other ->
                        throw new CommandFailed(ExitCode.NOT_FOUND, other.message());
                case EnrolResult.PersonNeeded person ->
                        throw new CommandFailed(ExitCode.NOT_FOUND, person.message());
                case EnrolResult.NotEnrolled refused ->
                        throw new CommandFailed(ExitCode.NOT_FOUND, refused.message());
                case EnrolResult.NotStored lost ->
                        throw new CommandFailed(ExitCode.NOT_FOUND, lost.message());
            };
        }
    }

    /// A kiosk changes over to the new enrolment by itself. Who only uploads would hold again by the former one what is let
    /// go for the new one, and nobody would let it go once more.
    private static void refuseBesideAnUpload(Path data) throws StoreException {
        if (FiguresSocket.isThere(data)) {
            return;
        }
        for (Path lab : OlderFiles.labs(data)) {
            if (SyncLock.isHeld(lab)) {
                throw new CommandFailed(
                        ExitCode.TRY_AGAIN,
                        "another program, such as the nightly upload, syncs "
                                + lab
                                + ". Nothing was done: try again when it has ended");
            }
        }
    }
}

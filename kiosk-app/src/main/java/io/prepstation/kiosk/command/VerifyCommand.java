package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.Copies;
import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.proof.HeadLog;
import io.prepstation.kiosk.report.RecordFile;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.kiosk.sync.HubHeads;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.HubTimeouts;
import io.prepstation.kiosk.sync.StationKey;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Proves that the records of this station are the original ones.
@Command(
        name = "verify",
        description =
                "Recomputes audit trail, sessions, signatures and receipts, compares them with the head log, and names the first record that was altered, is missing or was put in; if there is none, every photo that is.")
final class VerifyCommand implements Callable<Integer> {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "exported records to check instead of this station's own")
    List<Path> files = List.of();

    @Option(names = "--hub", description = "compare with what the hub keeps, too")
    boolean hub;

    @Override
    public Integer call() throws StoreException {
        return files.isEmpty() ? ownRecords() : exported();
    }

    private int ownRecords() throws StoreException {
        Path data = station.options.data;
        StationEnrolment enrolment = hub ? Labs.withHub(data) : Labs.enrolment(data);
        List<Copies> copies = new ArrayList<>();
        copies.add(headLog(enrolment));
        try (HubNetwork network = new HubNetwork()) {
            if (hub) {
                copies.add(
                        new HubHeads(
                                HubClient.station(network, enrolment, HubTimeouts.DEFAULT),
                                enrolment.hubUrl()));
            }
            Verification.Report report =
                    Verification.of(data, enrolment.lab(), evidence(enrolment, copies));
            print(report);
            return report.intact() ? ExitCode.OK : ExitCode.NOT_FOUND;
        } catch (HubHeads.NotThere e) {
            throw new CommandFailed(
                    ExitCode.TRY_AGAIN, "the hub could not be asked: " + e.getMessage(), e);
        }
    }

    private HeadLog headLog(StationEnrolment enrolment) {
        return HeadLog.of(
                station.options.configuration().config().store().headLog().map(Path::of),
                station.options.data,
                enrolment.lab());
    }

    /// A file may come from any station; the hub's receipts are checked where the hub is known here.
    private int exported() throws StoreException {
        Map<String, String> hubKeys = hubKeys();
        boolean intact = true;
        for (Path file : files) {
            RecordFile.Report report = RecordFile.verify(lines(file), Optional.empty(), hubKeys);
            intact &= report.fault().isEmpty();
            print(file, report);
        }
        return intact ? ExitCode.OK : ExitCode.NOT_FOUND;
    }

    private Map<String, String> hubKeys() throws StoreException {
        if (!Files.exists(station.options.data.resolve("station.db"))) {
            return Map.of();
        }
        try (StationDatabase own = StationDatabase.open(station.options.data)) {
            return own.enrolments().stream()
                    .collect(
                            Collectors.toMap(
                                    StationEnrolment::hubKeyId,
                                    StationEnrolment::hubPublicKey,
                                    (first, _) -> first));
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readString(file).lines().toList();
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.USAGE, "%s cannot be read (%s)".formatted(file, e.getMessage()), e);
        }
    }

    private void print(Path file, RecordFile.Report report) {
        ObjectNode line =
                Json.object()
                        .put("file", file.toString())
                        .put("intact", report.fault().isEmpty())
                        .put("records", report.records())
                        .put("stationKey", report.keyId());
        report.fault().ifPresent(reason -> line.put("reason", reason));
        String text =
                report.fault()
                        .map(reason -> "%s: not the original: %s".formatted(file, reason))
                        .orElseGet(() ->
                                "%s: %d records, signed by the station with key %s: intact"
                                        .formatted(file, report.records(), report.keyId()));
        spec.commandLine().getOut().println(station.options.json ? line : text);
    }

    private Evidence evidence(StationEnrolment enrolment, List<Copies> copies)
            throws StoreException {
        return new Evidence(
                Map.of(enrolment.hubKeyId(), enrolment.hubPublicKey()),
                Optional.of(StationKey.open(station.options.data).publicKey()),
                copies);
    }

    private void print(Verification.Report report) {
        Verification.Fault fault = report.fault();
        ObjectNode line =
                Json.object()
                        .put("intact", report.intact())
                        .put("events", report.events())
                        .put("sessions", report.sessions());
        String text =
                "%d audit events, %d sessions: intact"
                        .formatted(report.events(), report.sessions());
        Verification.Returned returned = report.returned();
        if (!returned.none()) {
            line.put("restores", returned.restores()).put("returned", returned.sessions());
            text +=
                    "; the file was put back %d times and the trail goes on from there: %d sessions came back from the hub, each proven by its own slice of the trail before, under its signed head and the hub's receipt"
                            .formatted(returned.restores(), returned.sessions());
        }
        if (fault != null) {
            put(line, fault);
            text = notTheOriginal(fault);
        }
        if (!report.attachments().isEmpty()) {
            ArrayNode attachments = line.putArray("attachments");
            report.attachments().forEach(one -> put(attachments.addObject(), one));
            text =
                    report.attachments().stream()
                            .map(VerifyCommand::notTheOriginal)
                            .collect(Collectors.joining(System.lineSeparator()));
        }
        spec.commandLine().getOut().println(station.options.json ? line : text);
    }

    private static void put(ObjectNode line, Verification.Fault fault) {
        line.put("record", fault.record()).put("reason", fault.reason());
    }

    private static String notTheOriginal(Verification.Fault fault) {
        return "not the original record: %s: %s".formatted(fault.record(), fault.reason());
    }
}

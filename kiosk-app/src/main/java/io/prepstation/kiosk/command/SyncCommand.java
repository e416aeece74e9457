package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxCounts;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.HubTimeouts;
import io.prepstation.kiosk.sync.StationKey;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.kiosk.sync.SyncResult;
import io.prepstation.kiosk.sync.SyncRules;
import io.prepstation.kiosk.sync.SyncSetup;
import io.prepstation.model.record.Json;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// What waits for the hub, and sending it.
@Command(name = "sync", description = "Sends what waits to the hub, or shows it.")
final class SyncCommand {

    private static final int PATIENCE_SECONDS = 300;

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Command(
            name = "now",
            description =
                    "Sends everything that waits and loads people and formulas; exit code 75 if not all went.")
    int now() throws StoreException, InterruptedException {
        Loaded config = station.options.configuration();
        StationEnrolment enrolment = Labs.withHub(station.options.data);
        InstantSource clock = InstantSource.system();
        StationFacts facts =
                new StationFacts(
                        enrolment.stationId(),
                        config.hash(),
                        config.config().bench().attempts(),
                        StationKey.open(station.options.data).pair());
        SyncSetup setup =
                new SyncSetup(
                        SyncRules.DEFAULT, HubTimeouts.DEFAULT, false, clock, new SecureRandom());
        try (LabDatabase lab = LabDatabase.open(station.options.data, enrolment.lab());
                HubNetwork network = new HubNetwork();
                SyncEngine engine =
                        SyncEngine.start(
                                        lab,
                                        new SessionService(lab, clock, new TimeOrderedIds(), facts),
                                        enrolment,
                                        network,
                                        setup)
                                .orElseThrow(() ->
                                        new CommandFailed(
                                                ExitCode.TRY_AGAIN,
                                                "another program is syncing this lab already: tap the sync indicator of the kiosk"))) {
            return print(engine.syncNow().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            throw new CommandFailed(
                    ExitCode.TRY_AGAIN,
                    "the hub took longer than " + PATIENCE_SECONDS + " s; nothing is lost",
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("sync ended in a fault of the program", e.getCause());
        }
    }

    @Command(
            name = "status",
            description = "How much waits, and since when; exit code 75 if something does.")
    int status(
            @Option(names = "--why", description = "also why each waiting operation waits")
                    boolean why)
            throws StoreException {
        StationEnrolment enrolment = Labs.withHub(station.options.data);
        try (LabDatabase lab = LabDatabase.open(station.options.data, enrolment.lab())) {
            OutboxCounts counts = lab.read(Outbox::counts);
            print(enrolment, counts);
            if (why) {
                print(lab.read(SyncCommand::open));
            }
            return counts.waiting() + counts.held() == 0 ? ExitCode.OK : ExitCode.TRY_AGAIN;
        }
    }

    @Command(name = "queue", description = "Every operation that the hub has not acknowledged.")
    int queue() throws StoreException {
        try (LabDatabase lab = Labs.open(station.options.data)) {
            List<OutboxOperation> open = lab.read(SyncCommand::open);
            print(open);
            return open.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
        }
    }

    private static List<OutboxOperation> open(ReadHandle handle) {
        return Outbox.list(handle, Integer.MAX_VALUE).stream()
                .filter(operation -> operation.status() != OperationStatus.ACKNOWLEDGED)
                .toList();
    }

    private int print(SyncResult result) {
        ObjectNode line =
                Json.object()
                        .put("success", result.success())
                        .put("synced", result.synced())
                        .put("failed", result.failed())
                        .put("conflicts", result.conflicts())
                        .put("operations", result.operations())
                        .put("durationMs", result.duration().toMillis());
        result.errors().forEach(line.putArray("errors")::add);
        out().println(
                        station.options.json
                                ? line
                                : "%d sent, %d failed of %d"
                                        .formatted(
                                                result.synced(),
                                                result.failed(),
                                                result.operations()));
        result.errors().forEach(spec.commandLine().getErr()::println);
        return result.success() ? ExitCode.OK : ExitCode.TRY_AGAIN;
    }

    private void print(StationEnrolment enrolment, OutboxCounts counts) {
        out().println(
                        station.options.json
                                ? Json.object()
                                        .put("hub", enrolment.hubUrl())
                                        .put("waiting", counts.waiting())
                                        .put(
                                                "oldestWaiting",
                                                String.valueOf(counts.oldestWaiting()))
                                        .put("held", counts.held())
                                        .put("rejected", counts.rejected())
                                : "hub %s: %d waiting%s, %d held, %d rejected"
                                        .formatted(
                                                enrolment.hubUrl(),
                                                counts.waiting(),
                                                counts.oldestWaiting() == null
                                                        ? ""
                                                        : " since " + counts.oldestWaiting(),
                                                counts.held(),
                                                counts.rejected()));
    }

    private void print(List<OutboxOperation> operations) {
        for (OutboxOperation operation : operations) {
            out().println(
                            station.options.json
                                    ? Json.object()
                                            .put("id", operation.id())
                                            .put("kind", operation.kind().word())
                                            .put("entityType", operation.entityType())
                                            .put("entityId", operation.entityId())
                                            .put("status", operation.status().word())
                                            .put("attempts", operation.attempts())
                                            .put(
                                                    "nextAttemptAt",
                                                    operation.nextAttemptAt().toString())
                                            .put("lastError", operation.lastError())
                                            .put("author", operation.author())
                                    : "%s %s %s  %s, %d failures, next at %s%s"
                                            .formatted(
                                                    operation.kind().word(),
                                                    operation.entityType(),
                                                    operation.entityId(),
                                                    operation.status().word(),
                                                    operation.attempts(),
                                                    operation.nextAttemptAt(),
                                                    operation.lastError() == null
                                                            ? ""
                                                            : ": " + operation.lastError()));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.SessionSearch;
import io.prepstation.kiosk.store.SessionSummary;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.SessionHashes;
import io.prepstation.model.sync.WireSession;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The preparations in this station's file.
@Command(
        name = "sessions",
        description = "Lists, shows and exports preparations.",
        subcommands = {CorrectCommand.class, ExportCommand.class, LabelCommand.class})
final class SessionsCommand {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Command(name = "list", description = "The newest first; exit code 1 if there is none.")
    int list(
            @Option(
                            names = "--most",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "how many (default: 50)")
                    int most,
            @Option(names = "--formula", paramLabel = "CODE", description = "only of this formula")
                    @Nullable String formula,
            @Option(names = "--operator", paramLabel = "USER", description = "only by this person")
                    @Nullable String operator,
            @Option(
                            names = "--status",
                            paramLabel = "STATUS",
                            description =
                                    "only in_progress, failed, locked_failed, completed or server_rejected")
                    @Nullable String status,
            @Option(
                            names = "--from",
                            paramLabel = "DAY",
                            description = "only begun on that day (yyyy-MM-dd, UTC) or later")
                    @Nullable LocalDate from,
            @Option(
                            names = "--to",
                            paramLabel = "DAY",
                            description = "only begun on that day (yyyy-MM-dd, UTC) or before")
                    @Nullable LocalDate to)
            throws StoreException {
        SessionSearch search =
                new SessionSearch(
                        formula,
                        operator,
                        status == null ? null : status(status),
                        from == null ? null : from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        to == null
                                ? null
                                : to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        try (LabDatabase lab = Labs.open(station.options.data)) {
            List<SessionSummary> sessions =
                    lab.read(handle -> SessionRepository.search(handle, search, most));
            sessions.forEach(this::print);
            return sessions.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            description = "One preparation with its steps, dispenses and receipt, as JSON.")
    int show(@Parameters(paramLabel = "ID") String id) throws StoreException {
        try (LabDatabase lab = Labs.open(station.options.data)) {
            Optional<ObjectNode> shown =
                    lab.read(handle ->
                            SessionRepository.find(handle, id)
                                    .map(record ->
                                            whole(record)
                                                    .set(
                                                            "receipt",
                                                            Outbox.receipt(handle, id)
                                                                    .<com.fasterxml.jackson.databind
                                                                                    .JsonNode>
                                                                            map(Json::write)
                                                                    .orElse(null))));
            out().println(
                            shown.orElseThrow(() ->
                                            new CommandFailed(
                                                    ExitCode.NOT_FOUND,
                                                    "preparation "
                                                            + id
                                                            + " is not on this station; station sessions list shows what is"))
                                    .toPrettyString());
            return ExitCode.OK;
        }
    }

    private static SessionStatus status(String word) {
        return Arrays.stream(SessionStatus.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailed(
                                ExitCode.USAGE,
                                "there is no status \"%s\"; station sessions list --help names them"
                                        .formatted(word)));
    }

    private void print(SessionSummary session) {
        out().println(
                        station.options.json
                                ? Json.object()
                                        .put("id", session.id())
                                        .put("formula", session.formulaCode())
                                        .put("name", session.formulaName())
                                        .put("attempt", session.attemptNo())
                                        .put("status", session.status().word())
                                        .put("operator", session.operatorName())
                                        .put("startedAt", session.startedAt().toEpochMilli())
                                        .put("simulated", session.simulated())
                                        .put("atHub", session.atHub())
                                : "%s  %s  attempt %d  %-12s  %s  %s%s"
                                        .formatted(
                                                session.id(),
                                                session.formulaCode(),
                                                session.attemptNo(),
                                                session.status().word(),
                                                session.startedAt(),
                                                session.operatorName(),
                                                session.atHub() ? "  at the hub" : ""));
    }

    private static ObjectNode whole(SessionRecord record) {
        ObjectNode shown = Json.object();
        shown.set("session", session(record));
        return shown;
    }

    private static ObjectNode session(SessionRecord record) {
        return Json.write(WireSession.of(record, SessionHashes.recordHash(record)));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

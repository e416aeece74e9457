package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.config.SyncSettings;
import io.prepstation.kiosk.ClockText;
import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.store.Conflicts;
import io.prepstation.kiosk.store.Conflicts.StoredConflict;
import io.prepstation.kiosk.store.Convergence;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.HubClock;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.OperationKind;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.OrphanRows;
import io.prepstation.kiosk.store.Orphans;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxCounts;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.QueueDesk;
import io.prepstation.kiosk.store.QueueDesk.Hindrance;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.Resolutions;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.UploadDay;
import io.prepstation.kiosk.store.Work;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.kiosk.sync.ConflictDesk;
import io.prepstation.kiosk.sync.ConvergenceCheck.Outcome;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.HubTimeouts;
import io.prepstation.kiosk.sync.LastSync;
import io.prepstation.kiosk.sync.SyncResult;
import io.prepstation.kiosk.sync.SyncScope;
import io.prepstation.kiosk.sync.SyncScope.Direction;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ClockOffset;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Resolution;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// What waits for the hub, and sending it.
@Command(name = "sync", description = "Sends what waits to the hub, or shows it.")
final class SyncCommand {

    private static final int CLEARED_AT_ONCE = 5_000;

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Command(
            name = "now",
            description =
                    "Sends everything that waits in every lab of the station, then fetches what others changed; exit code 75 if not all went.")
    int now(
            @Option(
                            names = "--type",
                            paramLabel = "TYPE",
                            description =
                                    "only what is of that type (lots, containers, ...), and what that needs first; sessions go without"
                                            + " changes of materials")
                    @Nullable String type,
            @ArgGroup @Nullable OneWayOptions oneWay)
            throws StoreException, InterruptedException {
        Direction direction = oneWay == null ? Direction.BOTH : oneWay.direction();
        if (type != null && direction == Direction.FETCH) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "--type says what is sent and --fetch sends nothing; give only one of them");
        }
        SyncScope scope = new SyncScope(direction, type == null ? null : entityType(type));
        SyncNow sync = new SyncNow(station.options.data, station.options.configuration());
        return inEachLab((lab, oneOfSeveral) -> print(lab, oneOfSeveral, sync.of(lab, scope)));
    }

    /// What is done for one lab; gives its exit code.
    @FunctionalInterface
    private interface LabWork {
        int in(StationEnrolment lab, boolean oneOfSeveral)
                throws StoreException, InterruptedException;
    }

    /// The worst exit code of all. One lab that cannot be used ends it for no other; the error comes after them.
    private int inEachLab(LabWork work) throws StoreException, InterruptedException {
        List<StationEnrolment> labs = Labs.allWithHub(station.options.data);
        int worst = ExitCode.OK;
        StoreException unusable = null;
        for (StationEnrolment lab : labs) {
            try {
                worst = Math.max(worst, work.in(lab, labs.size() > 1));
            } catch (StoreException e) {
                spec.commandLine().getErr().println(named(lab) + ": " + e.getMessage());
                unusable = e;
            }
        }
        if (unusable != null) {
            throw unusable;
        }
        return worst;
    }

    @Command(
            name = "restore-sessions",
            description =
                    "Brings back the sessions that the hub has from this station and a restored file lacks; exit code 75 if not all could be asked for, 1 if one is not what this station sent or was left out.")
    int restoreSessions(
            @Option(names = "--follows", paramLabel = "STATION", description = SessionsBack.FOLLOWS)
                    @Nullable Set<String> former)
            throws StoreException, InterruptedException {
        SessionsBack back =
                new SessionsBack(
                        station.options.data,
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr(),
                        station.options.json);
        Set<String> followed = former == null ? Set.of() : former;
        return inEachLab((lab, _) -> back.of(lab, followed));
    }

    private static EntityType entityType(String word) {
        return EntityType.ofWord(word)
                .orElseThrow(() ->
                        new CommandFailed(
                                ExitCode.USAGE,
                                "there is no type %s, but: %s"
                                        .formatted(
                                                word,
                                                Stream.of(EntityType.values())
                                                        .map(EntityType::word)
                                                        .collect(Collectors.joining(", ")))));
    }

    @Command(
            name = "nightly",
            description =
                    "As 'now', at this station's own minute within an hour, which its id decides; a lab that the kiosk brought up"
                            + " tonight already is left alone, and sync.auto_sync_enabled = false sends nothing.")
    int nightly(
            @Option(names = "--at-once", description = "without waiting for that minute")
                    boolean atOnce)
            throws StoreException, InterruptedException {
        SyncNight night = new SyncNight(station.options.data, InstantSource.system());
        if (!atOnce) {
            Thread.sleep(night.offset());
        }
        SyncNow sync = new SyncNow(station.options.data, station.options.configuration());
        boolean sends = station.options.configuration().config().sync().autoSync();
        return inEachLab((lab, oneOfSeveral) -> {
            int sent = ExitCode.OK;
            if (sends && night.isDue(lab)) {
                SyncResult result = sync.of(lab);
                sent = print(lab, oneOfSeveral, result);
                night.over(lab, result);
            }
            return Math.max(sent, print(lab, oneOfSeveral, night.day(lab, null)));
        });
    }

    @Command(
            name = "day",
            description =
                    "Whether the hub has confirmed every session that ended on a local day of the lab, which not and why; exit code"
                            + " 75 if one waits.")
    int day(
            @Parameters(
                            paramLabel = "DATE",
                            arity = "0..1",
                            description = "yyyy-MM-dd; yesterday if none is given")
                    @Nullable LocalDate date)
            throws StoreException, InterruptedException {
        SyncNight night = new SyncNight(station.options.data, InstantSource.system());
        return inEachLab((lab, oneOfSeveral) -> print(lab, oneOfSeveral, night.day(lab, date)));
    }

    private int print(StationEnrolment lab, boolean oneOfSeveral, UploadDay day) {
        if (station.options.json) {
            out().println(
                            day.fields()
                                    .put("tenantId", lab.lab().tenantId())
                                    .put("labId", lab.lab().labId()));
        } else {
            out().println(
                            "%s%s: %s, the hub has %d of %d sessions"
                                    .formatted(
                                            oneOfSeveral ? named(lab) + ": " : "",
                                            day.day(),
                                            day.isDone() ? "done" : "not done",
                                            day.atHub(),
                                            day.ended()));
            day.waiting()
                    .forEach(one ->
                            out().println(
                                            "  %s %s, ended %s: %s"
                                                    .formatted(
                                                            one.formulaCode(),
                                                            one.sessionId(),
                                                            one.endedAt(),
                                                            one.why())));
        }
        return day.isDone() ? ExitCode.OK : ExitCode.TRY_AGAIN;
    }

    @Command(
            name = "check",
            description =
                    "Syncs, then compares what station and hub hold of every lab of the station, and names what differs; exit"
                            + " code 1 if anything does, 75 if it could not be compared.")
    int check() throws StoreException, InterruptedException {
        SyncNow sync = new SyncNow(station.options.data, station.options.configuration());
        boolean differs = false;
        boolean unknown = false;
        for (StationEnrolment lab : Labs.allWithHub(station.options.data)) {
            switch (sync.compared(lab)) {
                case Outcome.Compared(var convergence) -> {
                    print(lab, convergence);
                    differs |= convergence.differing() > 0;
                }
                case Outcome.NotCompared(var why) -> {
                    spec.commandLine().getErr().println(named(lab) + ": " + why);
                    unknown = true;
                }
                case Outcome.Behind _ -> unknown = true;
            }
        }
        if (differs) {
            return ExitCode.NOT_FOUND;
        }
        return unknown ? ExitCode.TRY_AGAIN : ExitCode.OK;
    }

    private void print(StationEnrolment lab, Convergence convergence) {
        if (station.options.json) {
            out().println(
                            convergence
                                    .fields()
                                    .put("tenantId", lab.lab().tenantId())
                                    .put("labId", lab.lab().labId()));
            return;
        }
        out().println(
                        "%s: %d of %d entries differ from the hub"
                                .formatted(
                                        named(lab),
                                        convergence.differing(),
                                        convergence.entries()));
        convergence
                .named()
                .forEach(one ->
                        out().println(
                                        "  %s %s: %s"
                                                .formatted(
                                                        one.entityType(),
                                                        one.id(),
                                                        one.kind().word())));
    }

    @Command(
            name = "conflicts",
            description =
                    "Changes that met somebody else's and wait for a decision, and sessions of which the hub has another content.")
    int conflicts() throws StoreException {
        try (LabDatabase lab = Labs.open(station.options.data)) {
            List<StoredConflict> open = lab.read(Conflicts::open);
            List<OutboxOperation> sessions =
                    lab.read(SyncCommand::open).stream()
                            .filter(one -> one.status() == OperationStatus.CONFLICT)
                            .filter(one -> one.kind() == OperationKind.UPLOAD)
                            .toList();
            open.forEach(this::print);
            print(sessions);
            return open.isEmpty() && sessions.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
        }
    }

    private void print(StoredConflict conflict) {
        ObjectNode line =
                Json.object()
                        .put("id", conflict.id())
                        .put("entityType", conflict.entityType())
                        .put("entityId", conflict.entityId())
                        .put("conflictType", conflict.conflictType())
                        .put("detectedAt", conflict.detectedAt().toString());
        conflict.affectedFields().forEach(line.putArray("affectedFields")::add);
        line.set("localData", conflict.localData());
        line.set("serverData", conflict.serverData());
        out().println(
                        station.options.json
                                ? line
                                : "%s  %s %s  %s, since %s"
                                        .formatted(
                                                conflict.id(),
                                                conflict.entityType(),
                                                conflict.entityId(),
                                                String.join(", ", conflict.affectedFields()),
                                                conflict.detectedAt()));
    }

    @Command(name = "resolve", description = "Decides a conflict, with the hub.")
    int resolve(
            @Parameters(paramLabel = "ID", description = "from: station sync conflicts") String id,
            @Option(
                            names = "--strategy",
                            required = true,
                            description =
                                    "server-wins, client-wins, last-write-wins, merge or manual")
                    String strategy,
            @Option(
                            names = "--user",
                            required = true,
                            description = "who decides: a supervisor or lab manager of the lab")
                    String userId,
            @Option(
                            names = "--set",
                            description =
                                    "with manual: field=value over the hub's side, repeatable")
                    @Nullable Map<String, String> chosen)
            throws StoreException {
        Resolution resolution =
                Resolution.ofWord(strategy)
                        .orElseThrow(() ->
                                new CommandFailed(
                                        ExitCode.USAGE, "there is no strategy " + strategy));
        StationEnrolment enrolment = Labs.enrolment(station.options.data);
        InstantSource clock = InstantSource.system();
        try (LabDatabase lab = LabDatabase.open(station.options.data, enrolment.lab());
                HubNetwork network = new HubNetwork()) {
            User user = user(lab, userId);
            EntityStore store =
                    new EntityStore(
                            enrolment.lab(),
                            EntityTypes.STANDARD,
                            clock,
                            new TimeOrderedIds(),
                            new SecureRandom());
            HubClient hub = HubClient.station(network, enrolment, HubTimeouts.DEFAULT);
            ConflictDesk desk = new ConflictDesk(lab, store, hub, clock);
            Resolutions.Sides sides =
                    desk.sides(id)
                            .orElseThrow(() ->
                                    new CommandFailed(
                                            ExitCode.NOT_FOUND, "there is no conflict " + id));
            ObjectNode merged = sides.merge().merged();
            if (chosen != null) {
                chosen.forEach(merged::put);
            }
            ConflictDesk.Decision decision =
                    new ConflictDesk.Decision(
                            id, sides.conflict().serverVersion(), resolution, merged);
            return switch (desk.resolve(user, decision)) {
                case ConflictDesk.Decided.Done _ -> {
                    out().println(station.options.json ? "{\"success\":true}" : "decided");
                    yield ExitCode.OK;
                }
                case ConflictDesk.Decided.NotDone(var message) ->
                        throw new CommandFailed(ExitCode.TRY_AGAIN, message);
            };
        }
    }

    @Command(
            name = "status",
            description = "How much waits, and since when; exit code 75 if something does.")
    int status(
            @Option(
                            names = "--why",
                            description =
                                    "also why nothing more goes or comes, and each waiting operation with its error")
                    boolean why)
            throws StoreException {
        StationEnrolment enrolment = Labs.withHub(station.options.data);
        try (LabDatabase lab = LabDatabase.open(station.options.data, enrolment.lab())) {
            OutboxCounts counts = lab.read(Outbox::counts);
            Optional<ClockOffset> clock = lab.read(HubClock::last);
            print(enrolment, counts, clock, lab.read(LastSync::last));
            if (why) {
                SyncSettings settings = station.options.configuration().config().sync();
                SyncReasons reasons = lab.read(handle -> SyncReasons.read(handle, settings));
                if (station.options.json) {
                    out().println(reasons.fields());
                } else {
                    out().println(clock.map(SyncCommand::named).orElse("clock: not measured yet"));
                    reasons.lines().forEach(out()::println);
                }
                print(lab.read(SyncCommand::open));
            }
            return counts.waiting() + counts.held() == 0 ? ExitCode.OK : ExitCode.TRY_AGAIN;
        }
    }

    private static String named(ClockOffset clock) {
        return "clock: "
                + ClockText.of(clock)
                + (clock.isWrong()
                        ? "; too far: set it, or the hub's. Records keep the time that was shown"
                        : "");
    }

    @Command(
            name = "queue",
            description =
                    "Every operation that the hub has not acknowledged, and what is at the hub without what it refers to.")
    int queue() throws StoreException {
        try (LabDatabase lab = Labs.open(station.options.data)) {
            List<OutboxOperation> open = lab.read(SyncCommand::open);
            List<OrphanRows.Row> orphans =
                    lab.read(handle -> OrphanRows.all(handle, EntityTypes.STANDARD));
            print(open);
            orphans.forEach(this::print);
            return open.isEmpty() && orphans.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
        }
    }

    private void print(OrphanRows.Row row) {
        String state = row.state().name().toLowerCase(Locale.ROOT);
        out().println(
                        station.options.json
                                ? Json.object()
                                        .put("id", row.key())
                                        .put("kind", "row")
                                        .put("entityType", row.type())
                                        .put("entityId", row.id())
                                        .put("orphan", state)
                                        .put("lastError", row.reason())
                                : "row %s %s  %s: %s"
                                        .formatted(row.type(), row.id(), state, row.reason()));
    }

    @Command(
            name = "retry",
            description = "Has one operation of the queue tried again, as if it had never failed.")
    int retry(
            @Parameters(paramLabel = "ID", description = "from: station sync queue --json")
                    String id,
            @Option(names = "--user", required = true, description = "a supervisor of the lab")
                    String userId,
            @Option(names = "--reason", required = true, description = "why") String reason)
            throws StoreException {
        return ordered(userId, reason, (desk, order) -> handle -> desk.retry(handle, id, order));
    }

    @Command(
            name = "remove",
            description =
                    "Takes one edit that the hub does not have out of the queue; what refers to it waits for a person.")
    int remove(
            @Parameters(paramLabel = "ID", description = "from: station sync queue --json")
                    String id,
            @Option(names = "--user", required = true, description = "a supervisor of the lab")
                    String userId,
            @Option(names = "--reason", required = true, description = "why") String reason)
            throws StoreException {
        return ordered(
                userId,
                reason,
                (desk, order) -> handle -> desk.carryOut(handle, Way.REMOVE, id, order));
    }

    @Command(
            name = "clear",
            description =
                    "Clears the changes that the hub has acknowledged more than 35 days ago; anything younger stays, and every"
                            + " session, in case the hub is put back from a backup.")
    int clear(
            @Option(names = "--user", required = true, description = "a supervisor of the lab")
                    String userId,
            @Option(names = "--reason", required = true, description = "why") String reason)
            throws StoreException {
        int cleared = 0;
        try (LabDatabase lab = Labs.open(station.options.data)) {
            QueueDesk desk = queueDesk(lab);
            QueueDesk.Order order =
                    new QueueDesk.Order(user(lab, userId), reason, Authentication.CHOSEN);
            QueueDesk.Cleared part;
            do {
                part = lab.write(handle -> desk.clear(handle, order, CLEARED_AT_ONCE));
                if (part.hindrance() != null) {
                    throw new CommandFailed(ExitCode.NOT_FOUND, part.hindrance().message());
                }
                cleared += part.operations();
            } while (part.operations() == CLEARED_AT_ONCE);
        }
        out().println(
                        station.options.json
                                ? Json.object().put("cleared", cleared)
                                : cleared + " cleared");
        return ExitCode.OK;
    }

    private static QueueDesk queueDesk(LabDatabase lab) {
        InstantSource clock = InstantSource.system();
        TimeOrderedIds ids = new TimeOrderedIds();
        EntityStore store =
                new EntityStore(lab.lab(), EntityTypes.STANDARD, clock, ids, new SecureRandom());
        return new QueueDesk(store, clock, ids);
    }

    @Command(
            name = "settle",
            description =
                    "Chooses for what refers to a thing that is gone: queue it until that is back, keep it at this station"
                            + " as it is, or delete it.")
    int settle(
            @Parameters(paramLabel = "ID", description = "from: station sync queue --json")
                    String id,
            @Option(names = "--by", required = true, description = "queue, keep or delete")
                    String how,
            @Option(names = "--user", required = true, description = "a supervisor of the lab")
                    String userId,
            @Option(names = "--reason", required = true, description = "why") String reason)
            throws StoreException {
        Way way =
                switch (how) {
                    case "queue" -> Way.QUEUE;
                    case "keep" -> Way.KEEP;
                    case "delete" -> Way.REMOVE;
                    default ->
                            throw new CommandFailed(
                                    ExitCode.USAGE, "--by is queue, keep or delete, not " + how);
                };
        return ordered(
                userId, reason, (desk, order) -> handle -> desk.carryOut(handle, way, id, order));
    }

    private int ordered(
            String userId,
            String reason,
            BiFunction<QueueDesk, QueueDesk.Order, Work<WriteHandle, Optional<Hindrance>>> doing)
            throws StoreException {
        try (LabDatabase lab = Labs.open(station.options.data)) {
            QueueDesk desk = queueDesk(lab);
            QueueDesk.Order order =
                    new QueueDesk.Order(user(lab, userId), reason, Authentication.CHOSEN);
            Optional<Hindrance> hindrance = lab.write(doing.apply(desk, order));
            if (hindrance.isPresent()) {
                throw new CommandFailed(ExitCode.NOT_FOUND, hindrance.get().message());
            }
            out().println(station.options.json ? "{\"success\":true}" : "done");
            return ExitCode.OK;
        }
    }

    private static User user(LabDatabase lab, String userId) throws StoreException {
        return lab.read(handle -> MasterData.user(handle, userId))
                .orElseThrow(() ->
                        new CommandFailed(ExitCode.NOT_FOUND, "this lab has no user " + userId));
    }

    private static List<OutboxOperation> open(ReadHandle handle) {
        return Outbox.open(handle, Integer.MAX_VALUE).reversed();
    }

    private int print(StationEnrolment lab, boolean oneOfSeveral, SyncResult result) {
        out().println(
                        station.options.json
                                ? result.fields()
                                        .put("tenantId", lab.lab().tenantId())
                                        .put("labId", lab.lab().labId())
                                : "%s%d sent, %d failed of %d"
                                        .formatted(
                                                oneOfSeveral ? named(lab) + ": " : "",
                                                result.synced(),
                                                result.failed(),
                                                result.operations()));
        result.errors().forEach(spec.commandLine().getErr()::println);
        return result.success() ? ExitCode.OK : ExitCode.TRY_AGAIN;
    }

    private static String named(StationEnrolment enrolment) {
        return enrolment.lab().tenantId() + "/" + enrolment.lab().labId();
    }

    private void print(
            StationEnrolment enrolment,
            OutboxCounts counts,
            Optional<ClockOffset> clock,
            Optional<LastSync> last) {
        Instant oldest = counts.oldestWaiting();
        if (station.options.json) {
            ObjectNode line =
                    Json.object()
                            .put("hub", enrolment.hubUrl())
                            .put("waiting", counts.waiting())
                            .put("oldestWaiting", String.valueOf(oldest))
                            .put("held", counts.held())
                            .put("rejected", counts.rejected());
            clock.ifPresent(found -> line.set("clock", HubClock.fields(found)));
            last.ifPresent(found -> line.set("lastSync", found.fields()));
            out().println(line);
            return;
        }
        out().println(
                        "hub %s: %d waiting%s, %d held, %d rejected"
                                .formatted(
                                        enrolment.hubUrl(),
                                        counts.waiting(),
                                        oldest == null ? "" : " since " + oldest,
                                        counts.held(),
                                        counts.rejected()));
        last.ifPresent(this::print);
    }

    private void print(LastSync last) {
        SyncResult result = last.result();
        out().println(
                        "last sync %s: %d sent, %d failed, %d in conflict of %d, in %d ms"
                                .formatted(
                                        last.endedAt(),
                                        result.synced(),
                                        result.failed(),
                                        result.conflicts(),
                                        result.operations(),
                                        result.duration().toMillis()));
        result.types()
                .types()
                .forEach((type, count) ->
                        out().println(
                                        "  %s: %d sent, %d failed, %d in conflict"
                                                .formatted(
                                                        type,
                                                        count.synced(),
                                                        count.failed(),
                                                        count.conflicts())));
        result.errors().forEach(error -> out().println("  " + error));
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
                                            .put(
                                                    "orphan",
                                                    Orphans.stateOf(operation)
                                                            .name()
                                                            .toLowerCase(Locale.ROOT))
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

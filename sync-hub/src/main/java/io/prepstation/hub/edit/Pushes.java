package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.edit.PushResult.OtherFeed;
import io.prepstation.hub.edit.PushResult.OtherStore;
import io.prepstation.hub.feed.Change;
import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.feed.FeedPlace;
import io.prepstation.hub.feed.PullResult;
import io.prepstation.hub.feed.Standing;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.RowRefused;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredOperation;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.OperationStatus;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Push.IdMapping;
import io.prepstation.model.sync.Push.Operation;
import io.prepstation.model.sync.Push.Result;
import io.prepstation.model.sync.TempId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives what stations edited, each operation exactly once (SYN-4): effect, place in the feed and answer are one
/// transaction, and the answer is sent after it is on the disk.
public final class Pushes {

    private static final Logger LOG = LoggerFactory.getLogger(Pushes.class);
    private static final ObjectWriter OPERATIONS = CanonicalJson.writer(Operation.class);
    private static final ObjectWriter RESULTS = CanonicalJson.writer(Result.class);

    private final HubDatabase database;
    private final Feed feed;
    private final Circumstances circumstances;

    public Pushes(HubDatabase database, Feed feed, Circumstances circumstances) {
        this.database = database;
        this.feed = feed;
        this.circumstances = circumstances;
    }

    /// @param stood where the station stands in the feed; empty if it does not say
    public PushResult receive(Station station, Push.Request request, Optional<Cursor> stood)
            throws StoreException {
        return database.write(tables -> receive(tables, station, request, stood));
    }

    /// What would become of edits: judged as [#receive] judges those that the hub does not know, and nothing written. It is there to
    /// be measured.
    ///
    /// @param request updates of what has its number
    public List<Result> judge(Station station, Push.Request request) throws StoreException {
        return database.read(tables -> {
            Made made = new Made(tables, circumstances.now());
            Edit edit = edits(tables, station, request).of(request.operations(), made);
            return judged(edit, request.operations(), made).values().stream()
                    .map(Edit.Done::result)
                    .toList();
        });
    }

    private PushResult receive(
            Tables tables, Station station, Push.Request request, Optional<Cursor> stood) {
        Optional<PullResult.Gone> lost = Standing.lost(tables, stood);
        return lost.isPresent() ? new OtherFeed(lost.get()) : receive(tables, station, request);
    }

    private PushResult receive(Tables tables, Station station, Push.Request request) {
        Map<String, StoredOperation> known =
                tables.operations()
                        .find(request.operations().stream().map(Operation::id).distinct().toList());
        List<Operation> fresh =
                request.operations().stream()
                        .filter(operation -> !known.containsKey(operation.id()))
                        .toList();
        Optional<PushResult.OtherSchema> other = Schemas.TAKEN.fault(fresh);
        if (other.isPresent()) {
            return other.get();
        }
        Optional<OtherStore> fault =
                new Epochs(tables, station).fault(request, fresh, circumstances.now());
        if (fault.isPresent()) {
            return fault.get();
        }
        Map<String, Operation> once = new LinkedHashMap<>();
        PushOrder.of(fresh).forEach(operation -> once.putIfAbsent(operation.id(), operation));
        Map<String, Result> decided = decide(tables, station, request, once);
        Mappings.rememberFormer(tables, station, given(request), circumstances.now());
        List<Result> results = new ArrayList<>();
        for (Operation operation : request.operations()) {
            StoredOperation stored = known.get(operation.id());
            results.add(
                    stored == null
                            ? decided(tables, station, operation, once, decided)
                            : again(tables, station, operation, stored));
        }
        return new PushResult.Done(answer(results));
    }

    /// The answer an operation got before; another operation under its id is not looked at.
    private Result again(
            Tables tables, Station station, Operation operation, StoredOperation stored) {
        boolean same =
                stored.stationId().equals(station.id())
                        && stored.bodyHash().equals(hash(operation));
        if (same) {
            return StoredJson.read(stored.answer(), Result.class);
        }
        Result reused = reused(tables, station, operation);
        return stored.stationId().equals(station.id())
                ? Results.beside(reused, StoredJson.read(stored.answer(), Result.class))
                : reused;
    }

    /// The answer to an operation of this request; another one under its id was done instead of it.
    ///
    /// @param once the one that was done, by its id
    private Result decided(
            Tables tables,
            Station station,
            Operation operation,
            Map<String, Operation> once,
            Map<String, Result> decided) {
        Operation done = Objects.requireNonNull(once.get(operation.id()));
        Result result = Objects.requireNonNull(decided.get(operation.id()));
        return operation.equals(done) || hash(operation).equals(hash(done))
                ? result
                : Results.beside(reused(tables, station, operation), result);
    }

    private Result reused(Tables tables, Station station, Operation operation) {
        tables.audit()
                .append(
                        circumstances.now(),
                        "alarm_operation_reused",
                        station.id(),
                        Json.object().put("operationId", operation.id()));
        return Results.failed(
                operation,
                Fault.rejected(
                        "OP_REUSED",
                        "id",
                        "another operation had the id " + operation.id() + " before"));
    }

    private Map<String, Result> decide(
            Tables tables, Station station, Push.Request request, Map<String, Operation> once) {
        if (once.isEmpty()) {
            return Map.of();
        }
        Edits edits = edits(tables, station, request);
        return finish(tables, station, once, done(tables, edits, List.copyOf(once.values())));
    }

    private Edits edits(Tables tables, Station station, Push.Request request) {
        Lab lab = tables.labs().find(station.labId()).orElseThrow().value();
        return (operations, made) -> {
            Mappings mappings =
                    new Mappings(tables, lab.id(), tempIds(operations)).remembered(given(request));
            return new Edit(tables, station, lab, circumstances, mappings, made);
        };
    }

    /// How operations are done.
    private interface Edits {

        /// One that knows nothing of what was undone.
        ///
        /// @param made what was done before them in the same request
        Edit of(List<Operation> operations, Made made);
    }

    /// Does all of them together, which reads and writes each table once. If the database refuses a row of them, each is done
    /// by itself, so that one operation that cannot be stored undoes only itself.
    private Map<String, Edit.Done> done(Tables tables, Edits edits, List<Operation> operations) {
        try {
            Made made = new Made(tables, circumstances.now());
            return tables.partOfMany(() -> together(edits, operations, made));
        } catch (RowRefused e) {
            LOG.info("operations are done one by one: {}", e.getMessage());
            Made made = new Made(tables, circumstances.now());
            Map<String, Edit.Done> done = new LinkedHashMap<>();
            for (Operation operation : operations) {
                done.put(operation.id(), alone(tables, edits, operation, made));
            }
            return done;
        }
    }

    private static List<IdMapping> given(Push.Request request) {
        return Objects.requireNonNullElse(request.idMappings(), List.of());
    }

    private static Map<String, Edit.Done> together(
            Edits edits, List<Operation> operations, Made made) {
        Edit edit = edits.of(operations, made);
        Map<String, Edit.Done> done = judged(edit, operations, made);
        edit.write();
        return done;
    }

    /// What becomes of each; nothing of it is written yet.
    private static Map<String, Edit.Done> judged(Edit edit, List<Operation> operations, Made made) {
        edit.read(operations);
        Map<String, Edit.Done> done = new LinkedHashMap<>();
        for (Operation operation : operations) {
            Edit.Done one = edit.run(operation);
            made.add(one);
            done.put(operation.id(), one);
        }
        return done;
    }

    private static Edit.Done alone(Tables tables, Edits edits, Operation operation, Made made) {
        try {
            return tables.part(() -> alone(edits.of(List.of(operation), made), operation, made));
        } catch (RowRefused e) {
            LOG.warn("operation {} cannot be stored", operation.id(), e);
            return Edit.Done.unchanged(
                    Results.failed(
                            operation,
                            Fault.rejected("NOT_STORABLE", null, String.valueOf(e.getMessage()))));
        }
    }

    private static Edit.Done alone(Edit edit, Operation operation, Made made) {
        edit.read(List.of(operation));
        Edit.Done done = edit.run(operation);
        edit.write();
        made.add(done);
        return done;
    }

    /// The feed comes last; with its numbers the answers are whole.
    private Map<String, Result> finish(
            Tables tables,
            Station station,
            Map<String, Operation> operations,
            Map<String, Edit.Done> done) {
        List<Change> changes = new ArrayList<>();
        done.forEach((id, one) -> {
            change(station, id, one).ifPresent(changes::add);
            one.also().forEach(entity -> changes.add(with(station, entity)));
        });
        var places = feed.append(tables, changes).iterator();
        Map<String, Result> results = new LinkedHashMap<>();
        List<StoredOperation> rows = new ArrayList<>();
        done.forEach((id, one) -> {
            Result result =
                    one.changed() == null
                            ? standing(tables, one.result())
                            : placed(one.result(), places.next());
            one.also().forEach(_ -> places.next());
            results.put(id, result);
            if (OperationStatus.ofWord(result.status()).orElseThrow().isFinal()) {
                rows.add(row(station, Objects.requireNonNull(operations.get(id)), result));
            }
        });
        tables.operations().insert(rows);
        return results;
    }

    private static Result placed(Result result, FeedPlace place) {
        return Results.at(result, place.feedSeq());
    }

    /// What changed nothing because the hub says so already has the place of the version that says it: if a restored hub loses
    /// that, its station says it again.
    private static Result standing(Tables tables, Result result) {
        Integer version = result.version();
        return !result.success() || version == null
                ? result
                : EntityType.ofWord(result.entityType())
                        .flatMap(type -> tables.feed().version(type, result.entityId(), version))
                        .map(row -> Results.at(result, row.feedSeq()))
                        .orElse(result);
    }

    private static Optional<Change> change(Station station, String operationId, Edit.Done done) {
        return Optional.ofNullable(done.changed())
                .map(entity ->
                        new Change(
                                entity.labId(),
                                entity.type(),
                                entity.id(),
                                entity.version(),
                                done.kind(),
                                entity.text(),
                                station.id(),
                                operationId));
    }

    /// What changed with an operation's entity is no effect of its own.
    private static Change with(Station station, Entity entity) {
        return new Change(
                entity.labId(),
                entity.type(),
                entity.id(),
                entity.version(),
                OperationKind.UPDATE,
                entity.text(),
                station.id(),
                null);
    }

    private StoredOperation row(Station station, Operation operation, Result result) {
        return new StoredOperation(
                operation.id(),
                station.id(),
                hash(operation),
                text(result),
                circumstances.now().toEpochMilli());
    }

    /// What both sides of a conflict say may be anything; all else of a result is plain.
    private static String text(Result result) {
        return result.conflictData() == null
                ? CanonicalJson.written(RESULTS, result)
                : CanonicalJson.of(Json.write(result));
    }

    private static Push.Answer answer(List<Result> results) {
        int conflicts = count(results, OperationStatus.CONFLICT);
        int failed =
                count(results, OperationStatus.REJECTED)
                        + count(results, OperationStatus.BLOCKED)
                        + count(results, OperationStatus.RETRY);
        List<IdMapping> mappings =
                results.stream()
                        .map(Pushes::mapping)
                        .flatMap(Optional::stream)
                        .collect(
                                Collectors.toMap(
                                        IdMapping::tempId,
                                        Function.identity(),
                                        (one, _) -> one,
                                        LinkedHashMap::new))
                        .values()
                        .stream()
                        .toList();
        return new Push.Answer(
                conflicts + failed == 0, results.size(), failed, conflicts, results, mappings);
    }

    private static Optional<IdMapping> mapping(Result result) {
        String tempId = result.tempId();
        Long realId = result.realId();
        return tempId == null || realId == null
                ? Optional.empty()
                : Optional.of(new IdMapping(tempId, realId, result.entityType()));
    }

    private static int count(List<Result> results, OperationStatus status) {
        return Math.toIntExact(
                results.stream().filter(result -> result.status().equals(status.word())).count());
    }

    /// What is beside the data is plain: a body with a larger number than 2^53 is not read.
    private static String hash(Operation operation) {
        ObjectNode seen = operation.baseData();
        return CanonicalJson.isPlain(operation.data())
                        && (seen == null || CanonicalJson.isPlain(seen))
                ? Sha256.hex(CanonicalJson.written(OPERATIONS, operation))
                : CanonicalJson.hash(Json.write(operation));
    }

    private static Set<String> tempIds(Collection<Operation> operations) {
        Set<String> named = new HashSet<>();
        for (Operation operation : operations) {
            named.add(operation.entityId());
            named.addAll(values(operation, operation.data()));
            ObjectNode seen = operation.baseData();
            if (seen != null) {
                named.addAll(values(operation, seen));
            }
        }
        named.removeIf(text -> !TempId.isTempId(text));
        return named;
    }

    private static List<String> values(Operation operation, ObjectNode fields) {
        return operation.type().stream()
                .flatMap(type -> type.shape().fields().stream())
                .map(field -> fields.path(field.name()).asText().strip())
                .toList();
    }
}

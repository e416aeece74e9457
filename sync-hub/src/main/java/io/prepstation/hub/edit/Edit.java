package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.RunningSession;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.entity.ValueRights;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ConflictRules;
import io.prepstation.model.sync.ConflictRules.Verdict;
import io.prepstation.model.sync.ConflictType;
import io.prepstation.model.sync.EntityShape;
import io.prepstation.model.sync.EntityShape.Writing;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Push.Operation;
import io.prepstation.model.sync.Push.Result;
import io.prepstation.model.sync.TempId;
import io.prepstation.model.sync.WireField;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Does operations within the transaction of their request. What they change is written by [#write], not before.
final class Edit {

    private static final int FIRST = 1;
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Tables tables;
    private final Station station;
    private final Lab lab;
    private final Instant now;
    private final Entities entities;
    private final Parents parents;
    private final Author author;
    private final Mappings mappings;
    private final Made made;
    private final Clashes clashes;

    /// @param made what was done before it in the same request
    Edit(
            Tables tables,
            Station station,
            Lab lab,
            Circumstances circumstances,
            Mappings mappings,
            Made made) {
        this.tables = tables;
        this.station = station;
        this.lab = lab;
        this.now = circumstances.now();
        this.entities = new Entities(tables, lab.id(), now);
        this.parents = new Parents(tables, entities, lab.id());
        this.author = new Author(tables, station);
        this.mappings = mappings;
        this.made = made;
        this.clashes = new Clashes(tables, entities.ledger(), station, circumstances, made);
    }

    /// @param changed the entity as it is now; null if nothing had to change
    /// @param also what changed with it
    record Done(Result result, @Nullable Entity changed, OperationKind kind, List<Entity> also) {

        Done(Result result, @Nullable Entity changed, OperationKind kind) {
            this(result, changed, kind, List.of());
        }

        static Done unchanged(Result result) {
            return new Done(result, null, OperationKind.UPDATE);
        }
    }

    /// Reads at once what the operations will need.
    void read(List<Operation> operations) {
        Needs needs = new Needs(mappings);
        operations.forEach(needs::add);
        entities.read(needs);
    }

    /// Does one operation, or nothing of it.
    Done run(Operation operation) {
        int changes = entities.ledger().mark();
        int numbers = mappings.mark();
        try {
            return done(operation);
        } catch (Fault.Stop stop) {
            entities.ledger().undo(changes);
            mappings.undo(numbers);
            return Done.unchanged(Results.failed(operation, stop.fault()));
        }
    }

    /// Writes what all of them changed.
    void write() {
        entities.ledger().write();
        mappings.write(now);
    }

    /// @throws Fault.Stop if it cannot be done
    private Done done(Operation operation) {
        OperationKind kind =
                operation.kind().orElseThrow(() -> malformed("operation", operation.operation()));
        EntityType type =
                operation.type().orElseThrow(() -> malformed("entityType", operation.entityType()));
        if (type == EntityType.SESSIONS && kind == OperationKind.CREATE) {
            return announced(operation);
        }
        requireWritable(operation, type, kind);
        String by = author.of(operation.userId(), kind);
        return switch (kind) {
            case CREATE -> create(operation, type, by);
            case UPDATE -> update(operation, existing(operation, type));
            case DELETE -> delete(operation, existing(operation, type));
        };
    }

    private void requireWritable(Operation operation, EntityType type, OperationKind kind) {
        Writing writing = type.shape().writing();
        if (writing == Writing.NONE) {
            throw Fault.rejected(
                            "NOT_WRITABLE", "entityType", type.word() + " are written at the hub")
                    .stop();
        }
        if (writing == Writing.ONCE && kind != OperationKind.CREATE) {
            throw Fault.rejected("IMMUTABLE", "operation", type.word() + " never change").stop();
        }
        requireHome(operation);
    }

    /// A session itself comes whole, by upload; that it runs is said before.
    private Done announced(Operation operation) {
        requireHome(operation);
        if (!UUID.matcher(operation.entityId()).matches()) {
            throw malformed("entityId", operation.entityId());
        }
        RunningSession session =
                new Announcement(station, parents, author).read(operation, mappings::resolve);
        Optional<RunningSession> known = tables.runningSessions().find(session.id());
        if (known.isEmpty()) {
            tables.runningSessions().put(session);
        } else if (!known.get().equals(session)) {
            throw exists(EntityType.SESSIONS.shape(), session.id());
        }
        return Done.unchanged(Results.applied(operation));
    }

    private void requireHome(Operation operation) {
        String labId = operation.labId();
        String tenantId = operation.tenantId();
        if (labId != null && !labId.equals(lab.id())) {
            throw Fault.rejected("OTHER_LAB", "labId", "this station belongs to lab " + lab.id())
                    .stop();
        }
        if (tenantId != null && !tenantId.equals(lab.tenantId())) {
            throw Fault.rejected(
                            "OTHER_TENANT",
                            "tenantId",
                            "this station belongs to tenant " + lab.tenantId())
                    .stop();
        }
    }

    private Done create(Operation operation, EntityType type, String by) {
        EntityShape shape = type.shape();
        @Nullable String tempId = requireNewId(operation, shape);
        ObjectNode sent = new FieldRules(shape, mappings::resolve).ofCreate(operation.data());
        Optional<Entity> former = tempId == null ? Optional.empty() : made(type, tempId);
        if (former.isPresent()) {
            return meetFormer(operation, sent, former.get());
        }
        ObjectNode content = parents.derive(type, sent, by);
        Optional<Entity> twin = entities.findTwin(type, content);
        if (twin.isPresent()) {
            return meetTwin(operation, content, twin.get(), tempId);
        }
        @Nullable String id =
                shape.key() == EntityShape.Key.HUB_NUMBER
                        ? mappings.former(entities.ledger(), tempId, type)
                        : operation.entityId();
        requireSayable(operation, type, Json.object(), content);
        Entity made = entities.create(type, id, tempId, content, by);
        if (tempId != null) {
            mappings.add(tempId, made);
        }
        return new Done(
                Results.applied(operation, made, tempId, false),
                made,
                OperationKind.CREATE,
                moved(made));
    }

    private void requireSayable(
            Operation operation, EntityType type, ObjectNode before, ObjectNode after) {
        ValueRights.needed(type.word(), before, after)
                .ifPresent(permission -> author.require(operation.userId(), permission));
    }

    /// A stock move changes what is left in its lot.
    private List<Entity> moved(Entity made) {
        if (made.type() != EntityType.STOCK_MOVES) {
            return List.of();
        }
        BigDecimal delta = Decimal.of(made.data().path("deltaG").asText());
        return new Stock(tables, lab.id(), entities)
                .move(made.data().path("lotId").asText(), delta).stream().toList();
    }

    /// Two stations may make the same thing offline: equal content is the same thing.
    private Done meetTwin(
            Operation operation, ObjectNode content, Entity twin, @Nullable String tempId) {
        if (!content.equals(twin.content())) {
            return Done.unchanged(clashes.duplicate(operation, content, twin));
        }
        if (tempId != null) {
            mappings.add(tempId, twin);
        }
        return Done.unchanged(Results.applied(operation, twin, tempId, false));
    }

    /// What another operation made under a temporary id before.
    private Optional<Entity> made(EntityType type, String tempId) {
        Optional<Entity> former = mappings.known(tempId).flatMap(id -> entities.find(type, id));
        if (mappings.isKnown(tempId) && former.isEmpty()) {
            throw exists(type.shape(), tempId);
        }
        return former;
    }

    /// A store that was copied makes a thing twice, or a station brings again what a copy of its store has brought: it is the same
    /// thing. What is said otherwise than when it was made, and than it is now, waits for a person, because neither side has seen
    /// the other. Stock is counted by what moves it, so what is derived is not compared.
    private Done meetFormer(Operation operation, ObjectNode said, Entity former) {
        EntityShape shape = former.type().shape();
        ObjectNode sent = ConflictRules.changes(said, made.content(former, FIRST).orElse(null));
        shape.fields().stream()
                .filter(WireField::derived)
                .forEach(field -> sent.remove(field.name()));
        List<String> fields = ConflictRules.clashing(shape, sent, former.content(), null);
        if (fields.isEmpty()) {
            return Done.unchanged(
                    Results.applied(operation, former, mappings.tempOf(operation), false));
        }
        Verdict.Clash clash = new Verdict.Clash(ConflictType.DATA, fields);
        if (former.type() == EntityType.NOTES && !former.deleted()) {
            return clash(operation, sent, former, null, clash);
        }
        return Done.unchanged(
                mappings.isTold(operation.entityId(), former)
                        ? clashes.edit(operation, sent, former, null, clash)
                        : clashes.duplicate(operation, said, former, fields));
    }

    /// @return the temporary id, if the hub is to give a number for it
    private @Nullable String requireNewId(Operation operation, EntityShape shape) {
        String id = operation.entityId();
        switch (shape.key()) {
            case HUB_NUMBER -> {
                if (TempId.parse(id).filter(temp -> temp.type() == shape.type()).isEmpty()) {
                    throw malformed("entityId", id + ": a create needs a temporary id of its type");
                }
                return id;
            }
            case UUID -> requireFree(shape, id, UUID);
            case CONTENT -> requireFree(shape, id, SHA_256);
            case GIVEN -> throw new IllegalStateException("only the hub writes " + shape.type());
        }
        return null;
    }

    private void requireFree(EntityShape shape, String id, Pattern form) {
        if (!form.matcher(id).matches()) {
            throw malformed("entityId", id);
        }
        if (entities.ledger().find(shape.type(), id).isPresent()) {
            throw exists(shape, id);
        }
    }

    private static Fault.Stop exists(EntityShape shape, String id) {
        return Fault.rejected(
                        "EXISTS",
                        "entityId",
                        "another operation created " + shape.type().word() + " " + id + " before")
                .stop();
    }

    private Entity existing(Operation operation, EntityType type) {
        String id = mappings.resolve("entityId", operation.entityId());
        return entities.find(type, id)
                .orElseThrow(() ->
                        Fault.rejected(
                                        "NOT_FOUND",
                                        "entityId",
                                        "there is no " + type.word() + " " + id + " in this lab")
                                .stop());
    }

    private Done update(Operation operation, Entity current) {
        EntityShape shape = current.type().shape();
        ObjectNode sent = new FieldRules(shape, mappings::resolve).ofUpdate(operation.data());
        @Nullable ObjectNode base = base(operation, current);
        requireNothingDerived(shape, ConflictRules.changes(sent, base), current);
        if (current.deleted()) {
            return Done.unchanged(clashes.edit(operation, sent, current, base));
        }
        watch(operation, current);
        ConflictRules.Edit edit =
                new ConflictRules.Edit(
                        sent,
                        operation.baseVersion(),
                        operation.baseHash(),
                        operation.lastSyncTimestamp());
        ConflictRules.Current at =
                new ConflictRules.Current(
                        current.content(), current.version(), changedAt(operation, current));
        return switch (ConflictRules.judge(shape, edit, at, base)) {
            case Verdict.Same _ ->
                    Done.unchanged(
                            Results.applied(operation, current, mappings.tempOf(operation), false));
            case Verdict.Apply(var content, var merged) ->
                    write(operation, current, content, merged);
            case Verdict.Clash clash -> clash(operation, sent, current, base, clash);
        };
    }

    /// One version that says two things is an alarm, whatever becomes of the operation.
    private void watch(Operation operation, Entity current) {
        Integer baseVersion = operation.baseVersion();
        if (baseVersion != null
                && baseVersion == current.version()
                && isOther(operation.baseHash(), current.type(), current.content())) {
            clashes.alarm(operation, current);
        }
    }

    private Done write(Operation operation, Entity current, ObjectNode content, boolean merged) {
        ObjectNode derived = parents.derive(current.type(), content, null);
        requireFreeKey(current, derived);
        requireSayable(operation, current.type(), current.content(), derived);
        Entity after = entities.update(current, derived, false);
        return new Done(
                Results.applied(operation, after, mappings.tempOf(operation), merged),
                after,
                OperationKind.UPDATE);
    }

    /// Notes have one author mostly: the later edit holds. Everything else waits for a person.
    private Done clash(
            Operation operation,
            ObjectNode sent,
            Entity current,
            @Nullable ObjectNode base,
            Verdict.Clash clash) {
        if (current.type() != EntityType.NOTES) {
            return Done.unchanged(clashes.edit(operation, sent, current, base, clash));
        }
        if (!clashes.isLater(operation.timestamp(), current)) {
            clashes.settled(operation, sent, current, base, clash, current.version());
            return Done.unchanged(
                    Results.applied(operation, current, mappings.tempOf(operation), true));
        }
        ObjectNode content = ConflictRules.overlay(current.content(), sent);
        Done done = write(operation, current, content, true);
        clashes.settled(operation, sent, current, base, clash, current.version() + 1);
        return done;
    }

    private Done delete(Operation operation, Entity current) {
        if (current.deleted()) {
            return Done.unchanged(
                    Results.applied(operation, current, mappings.tempOf(operation), false));
        }
        if (current.type() == EntityType.INGREDIENTS
                || entities.ledger().isReferredTo(current.type(), current.id())) {
            throw Fault.rejected(
                            "REFERENCED",
                            "entityId",
                            "other things refer to "
                                    + current.type().word()
                                    + " "
                                    + current.id()
                                    + "; it cannot be deleted")
                    .stop();
        }
        watch(operation, current);
        Integer baseVersion = operation.baseVersion();
        boolean otherVersion =
                baseVersion != null
                        && (baseVersion != current.version()
                                || isOther(
                                        operation.baseHash(), current.type(), current.content()));
        if (otherVersion || sawOther(operation, current)) {
            return Done.unchanged(
                    clashes.edit(operation, Json.object(), current, base(operation, current)));
        }
        Entity after = entities.update(current, current.content(), true);
        return new Done(
                Results.applied(operation, after, mappings.tempOf(operation), false),
                after,
                OperationKind.DELETE);
    }

    private void requireFreeKey(Entity current, ObjectNode content) {
        entities.findTwin(current.type(), content)
                .filter(twin -> !twin.id().equals(current.id()))
                .ifPresent(twin -> {
                    throw Fault.rejected(
                                    "KEY_TAKEN",
                                    current.type().shape().naturalKey().getLast(),
                                    current.type().word()
                                            + " "
                                            + twin.id()
                                            + " has this key already; choose another")
                            .stop();
                });
    }

    private static void requireNothingDerived(
            EntityShape shape, ObjectNode changes, Entity current) {
        shape.fields().stream()
                .filter(field -> field.derived() && changes.has(field.name()))
                .filter(field ->
                        !changes.path(field.name()).equals(current.data().path(field.name())))
                .findFirst()
                .ifPresent(field -> {
                    throw Fault.rejected(
                                    "DERIVED_FIELD",
                                    field.name(),
                                    "\"" + field.name() + "\" is computed by the hub")
                            .stop();
                });
    }

    private static boolean isOther(@Nullable String hash, EntityType type, ObjectNode content) {
        return hash != null && !hash.equals(type.shape().contentHash(content));
    }

    /// Whether whoever deletes it saw something else.
    private boolean sawOther(Operation operation, Entity current) {
        ObjectNode seen = seen(operation, current);
        return !ConflictRules.base(current.content(), seen).equals(current.content());
    }

    /// What the author says to have seen; empty if the station does not tell.
    private ObjectNode seen(Operation operation, Entity current) {
        ObjectNode said = operation.baseData();
        return said == null
                ? Json.object()
                : new FieldRules(current.type().shape(), mappings::resolve).ofSeen(said);
    }

    /// The fields the edit was made on, as far as anybody still has them; what the author saw counts before what the named
    /// version says.
    private @Nullable ObjectNode base(Operation operation, Entity current) {
        ObjectNode version = namedVersion(operation, current);
        boolean namesNone =
                operation.baseVersion() == null && operation.lastSyncTimestamp() == null;
        ObjectNode known = version == null && namesNone ? current.content() : version;
        return operation.baseData() == null || known == null
                ? version
                : ConflictRules.base(known, seen(operation, current));
    }

    /// What the version says that an edit names. A version that says something else than its author
    /// saw is not what it was made on: the hub was put back from a backup since.
    private @Nullable ObjectNode namedVersion(Operation operation, Entity current) {
        Integer version = operation.baseVersion();
        Long lastSync = operation.lastSyncTimestamp();
        if (version != null && version == current.version()) {
            return current.content();
        }
        Optional<ObjectNode> said =
                version != null
                        ? made.content(current, version)
                        : Optional.ofNullable(lastSync)
                                .flatMap(at -> made.contentAsOf(current, at));
        return said.filter(content -> !isOther(operation.baseHash(), current.type(), content))
                .orElse(null);
    }

    private long changedAt(Operation operation, Entity current) {
        return operation.lastSyncTimestamp() == null ? 0 : made.changedAt(current);
    }

    private static Fault.Stop malformed(String field, String what) {
        return Fault.rejected("MALFORMED", field, "\"" + field + "\" is not usable: " + what)
                .stop();
    }
}

package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Station;
import io.prepstation.kiosk.store.NightFile;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Resolution;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What must hold, whatever happened.
final class NightChecks {

    private static final List<EntityType> TYPES =
            List.of(
                    EntityType.INGREDIENTS,
                    EntityType.LOTS,
                    EntityType.STOCK_MOVES,
                    EntityType.CONTAINERS,
                    EntityType.NOTES);
    private static final List<String> KEYS = List.of("lotNumber", "code", "text", "reason");

    /// What two benches can do to each other, and a person is told.
    private static final Set<String> REFUSALS =
            Set.of("NOT_FOUND", "DELETED", "PARENT_MISSING", "REFERENCED");

    /// Waits for what nobody may be able to bring: who made it has lost it too.
    private static final String NEEDS_ANOTHER = "another station has to bring again";

    /// What stood behind a change that the hub refused goes up with the correction of that.
    private static final String SAID_AGAIN = "said again with what was refused";

    /// A correction of what a restored hub did not know any more, whose first words came up again before it.
    private static final String MADE_BEFORE = "EXISTS: another operation created ";

    private static final String TAKEN_OUT = ", which was taken out of the queue";

    private final NightHub hub;
    private final Map<NightStation, NightHands> hands;
    private final List<NightStation> stations;
    private final List<String> broken;

    NightChecks(
            NightHub hub,
            Map<NightStation, NightHands> hands,
            List<NightStation> stations,
            List<String> broken) {
        this.hub = hub;
        this.hands = hands;
        this.stations = stations;
        this.broken = broken;
    }

    /// @param ledger what the screens said was saved: each is at the hub, and once
    void run(Set<String> ledger) throws StoreException {
        List<Pull.Change> history = hub.history(any());
        saved(ledger, history);
        once(history);
        overwritten(history);
        running();
        for (NightStation station : stations) {
            station.wire.renamed.forEach(
                    one -> broken.add(station.name + " sent again under another id: " + one));
            operations(station, history);
            lost(station, history);
            rows(station, history);
            master(station, history);
            converged(station, history);
        }
    }

    /// Nothing is shown as running that any station has: all of it is finished and was brought. What was begun on a card that was put
    /// back since, nobody has.
    private void running() throws StoreException {
        for (String session : hub.running()) {
            for (NightStation station : stations) {
                if (NightFile.number(
                                station.database,
                                "SELECT count(*) FROM sessions WHERE id = ?",
                                session)
                        > 0) {
                    broken.add(session + " runs at the hub, and is over at " + station.name);
                }
            }
        }
    }

    /// What the station itself finds out about it, with the hub's help.
    private void converged(NightStation station, List<Pull.Change> history) throws StoreException {
        ConvergenceCheck.Outcome outcome =
                new ConvergenceCheck(
                                station.database,
                                hub.sums(station.database.lab().labId()),
                                InstantSource.fixed(Instant.EPOCH))
                        .once();
        if (!(outcome instanceof ConvergenceCheck.Outcome.Compared(var convergence)
                && convergence.differing() == 0)) {
            broken.add(station.name + " has not converged: " + outcome);
            if (outcome instanceof ConvergenceCheck.Outcome.Compared(var told)) {
                told.named()
                        .forEach(one ->
                                broken.add(all(station, one.entityType(), one.id(), history)));
            }
        }
    }

    private Station any() {
        return stations.getFirst().wire.station();
    }

    /// Every text that tells one thing from all others and was ever at the hub.
    static Set<String> texts(List<Pull.Change> history) {
        return history.stream().flatMap(NightChecks::texts).collect(Collectors.toSet());
    }

    private static Stream<String> texts(Pull.Change change) {
        return change.entityType().equals(EntityType.SESSIONS.word())
                ? Stream.of(change.id())
                : textsOfFields(change);
    }

    private static Stream<String> textsOfFields(Pull.Change change) {
        return KEYS.stream().map(key -> change.data().path(key)).map(JsonNode::asText);
    }

    private void saved(Set<String> ledger, List<Pull.Change> history) throws StoreException {
        Set<String> known = new HashSet<>(texts(history));
        for (NightStation station : stations) {
            known.addAll(NightFile.textsThatWait(station.database));
        }
        known.addAll(hub.overruledNotes(any().labId()));
        ledger.stream()
                .filter(text -> !known.contains(text))
                .forEach(text -> broken.add("lost: " + text));
        // A thing that was deleted and decided to stay keeps its number.
        Map<String, Set<String>> creations = new HashMap<>();
        history.stream()
                .filter(change -> change.operation().equals("create"))
                .filter(change ->
                        change.entityType().equals(EntityType.SESSIONS.word())
                                || TYPES.stream()
                                        .anyMatch(one -> one.word().equals(change.entityType())))
                .forEach(change ->
                        texts(change)
                                .filter(text -> !text.isEmpty())
                                .forEach(text ->
                                        creations
                                                .computeIfAbsent(text, _ -> new HashSet<>())
                                                .add(change.id())));
        creations.forEach((text, numbers) -> {
            if (numbers.size() > 1 && !text.startsWith("shared")) {
                broken.add(text + " was made several times: " + numbers);
            }
        });
    }

    private void once(List<Pull.Change> history) {
        Map<String, Integer> effects = new TreeMap<>();
        history.stream()
                .map(Pull.Change::originOperation)
                .filter(Objects::nonNull)
                .forEach(operation -> effects.merge(operation, 1, Integer::sum));
        effects.forEach((operation, times) -> {
            if (times > 1) {
                broken.add(operation + " took effect " + times + " times");
            }
        });
    }

    /// An edit may change what its author saw; what came between was seen by nobody at that bench. Of notes the last one
    /// wins, as their type says.
    private void overwritten(List<Pull.Change> history) {
        Map<String, ObjectNode> words = words();
        Map<String, List<Pull.Change>> versions = new TreeMap<>();
        for (Pull.Change change : history) {
            versions.computeIfAbsent(
                            change.entityType() + "/" + change.id(), _ -> new ArrayList<>())
                    .add(change);
        }
        for (List<Pull.Change> one : versions.values()) {
            for (Pull.Change change : one) {
                ObjectNode sent = words.get(String.valueOf(change.originOperation()));
                boolean decides =
                        EntityTypes.STANDARD.of(change.entityType()).stream()
                                .anyMatch(type ->
                                        type.conflicts().strategy() != Resolution.LAST_WRITE_WINS);
                if (sent != null && decides && sent.path("operation").asText().equals("update")) {
                    overwritten(one, change, sent);
                }
            }
        }
    }

    /// What each operation said, but for those that a copied store worded otherwise than its original.
    private Map<String, ObjectNode> words() {
        Map<String, ObjectNode> words = new HashMap<>();
        Set<String> doubtful = new HashSet<>();
        for (NightStation station : stations) {
            station.wire.words.forEach((id, one) -> {
                ObjectNode other = words.put(id, one);
                if (other != null && !other.equals(one)) {
                    doubtful.add(id);
                }
            });
        }
        words.keySet().removeAll(doubtful);
        return words;
    }

    /// What its author saw the screen showed; where nobody remembers, it is what the operation says.
    private void overwritten(List<Pull.Change> versions, Pull.Change change, ObjectNode sent) {
        Optional<ObjectNode> before = at(versions, change.version() - 1);
        Optional<ObjectNode> named = at(versions, sent.path("baseVersion").asInt());
        ObjectNode seen = named.map(ObjectNode::deepCopy).orElseGet(Json::object);
        if (sent.path("baseData") instanceof ObjectNode said) {
            seen.setAll(said);
        }
        String operation = String.valueOf(change.originOperation());
        hands.entrySet().stream()
                .filter(one -> sent.equals(one.getKey().wire.words.get(operation)))
                .flatMap(one -> one.getValue().seen(operation).stream())
                .forEach(seen::setAll);
        if (before.isEmpty()) {
            return;
        }
        sent.path("data").properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> named.isPresent() || seen.has(field))
                .forEach(field -> {
                    JsonNode was = value(before.get(), field);
                    if (!was.equals(value(seen, field))
                            && !was.equals(value(change.data(), field))) {
                        broken.add(
                                "%s of %s %s said %s, which was overwritten unseen by %s"
                                        .formatted(
                                                field,
                                                change.entityType(),
                                                change.id(),
                                                was,
                                                sent));
                    }
                });
    }

    private static JsonNode value(ObjectNode fields, String field) {
        JsonNode value = fields.path(field);
        boolean isEmpty = value.isNull() || (value.isArray() && value.isEmpty());
        return isEmpty ? MissingNode.getInstance() : value;
    }

    private static Optional<ObjectNode> at(List<Pull.Change> versions, int version) {
        return versions.stream()
                .filter(one -> one.version() == version)
                .map(Pull.Change::data)
                .findFirst();
    }

    private void operations(NightStation station, List<Pull.Change> history) throws StoreException {
        Set<String> effects =
                history.stream()
                        .map(Pull.Change::originOperation)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        Set<String> sessions =
                history.stream()
                        .filter(one -> one.entityType().equals(EntityType.SESSIONS.word()))
                        .map(Pull.Change::id)
                        .collect(Collectors.toSet());
        Set<String> waiting = NightFile.waitingForAPerson(station.database);
        NightFile.waitingForNothing(station.database)
                .forEach(one -> broken.add(station.name + " waits for nothing: " + one));
        for (NightFile.Ended operation : NightFile.operations(station.database)) {
            if (operation.kind().equals("upload") && !sessions.contains(operation.entity())) {
                broken.add(station.name + " has a receipt for what the hub has not: " + operation);
            }
            boolean well =
                    switch (operation.status()) {
                        case "acknowledged" ->
                                operation.feedSeq() == 0
                                        || effects.contains(operation.id())
                                        || history.stream()
                                                .anyMatch(change -> isAt(operation, change));
                        case "conflict" -> true;
                        case "rejected" ->
                                REFUSALS.contains(operation.error().replaceAll(":.*", ""))
                                        || operation.error().equals(SAID_AGAIN)
                                        || (hub.wasPutBack()
                                                && operation.error().startsWith(MADE_BEFORE));
                        case "blocked" ->
                                isOrphan(operation.error())
                                        ? isGone(operation.error(), waiting, history)
                                        : operation.error().startsWith("waits for")
                                                || operation.error().startsWith("kept here: ")
                                                || operation.error().startsWith(NEEDS_ANOTHER);
                        default -> false;
                    };
            if (!well) {
                broken.add(
                        "%s not ended well: %s%n    %s"
                                .formatted(
                                        station.name,
                                        operation,
                                        all(
                                                station,
                                                operation.type(),
                                                operation.entity(),
                                                history)));
            }
        }
    }

    /// What changed nothing, or was decided, is in the feed with what says so.
    private static boolean isAt(NightFile.Ended operation, Pull.Change change) {
        return change.feedSeq() == operation.feedSeq()
                && change.entityType().equals(operation.type())
                && change.id().equals(operation.entity());
    }

    /// Nobody waits for a thing that the hub has again, under whatever number.
    private void lost(NightStation station, List<Pull.Change> history) throws StoreException {
        Map<String, Pull.Change> last = new TreeMap<>();
        history.forEach(change -> last.put(change.entityType() + "/" + change.id(), change));
        for (NightFile.Lost lost : NightFile.lost(station.database)) {
            last.values().stream()
                    .filter(there -> there.entityType().equals(lost.type()) && is(there, lost))
                    .forEach(there ->
                            broken.add(
                                    "%s waits for %s, which is there: %s"
                                            .formatted(station.name, lost, there)));
        }
    }

    private static boolean is(Pull.Change there, NightFile.Lost lost) {
        boolean lives = !there.operation().equals("delete");
        boolean same =
                there.data().path("tempId").asText("").equals(lost.tempId())
                        || naturalKey(there)
                                .filter(key -> key.equals(lost.naturalKey()))
                                .isPresent();
        return there.id().equals(lost.id()) || (lives && same);
    }

    private static Optional<String> naturalKey(Pull.Change there) {
        return EntityTypes.STANDARD
                .of(there.entityType())
                .map(type -> type.keys().natural())
                .filter(fields -> !fields.isEmpty())
                .map(fields ->
                        fields.stream()
                                .map(field -> there.data().path(field).asText())
                                .collect(Collectors.joining("\n")));
    }

    private static boolean isOrphan(String error) {
        return error.endsWith(", which is gone") || error.endsWith(TAKEN_OUT);
    }

    /// What is said to refer to something that is gone does: the hub has deleted that, or was put back to before it was made, or
    /// somebody gave it up here before the hub had it, or deleted it here and the hub refuses that.
    private boolean isGone(String error, Set<String> waiting, List<Pull.Change> history) {
        String named =
                error.replace(TAKEN_OUT, "")
                        .replaceAll("^(refers to|waits for) |, which is gone$", "");
        if (waiting.contains(named.replace(' ', '/'))) {
            return true;
        }
        return history.stream()
                .filter(one -> named.equals(one.entityType() + " " + one.id()))
                .reduce((_, last) -> last)
                .map(last -> last.operation().equals("delete"))
                .orElseGet(() -> hub.wasPutBack() || error.endsWith(TAKEN_OUT));
    }

    static List<String> deletedLots(List<Pull.Change> changes) {
        return changes.stream()
                .filter(one -> one.entityType().equals(EntityType.LOTS.word()))
                .filter(one -> one.operation().equals("delete"))
                .map(Pull.Change::id)
                .toList();
    }

    /// What nobody has any more is named in nothing that leaves for the first time.
    static void sent(NightStation station, NightFile.Unsent before, List<String> broken)
            throws StoreException {
        NightFile.sentWithoutParent(station.database, before)
                .forEach(one ->
                        broken.add(station.name + " sent what names a thing that is gone: " + one));
        int aside = NightFile.setAside(station.database, before);
        if (aside > 0) {
            station.log("orphan set aside");
        }
    }

    /// A row that nothing is wrong with says what the hub says; one that waits for a person has an open conflict or a
    /// refusal that the person can see.
    private void rows(NightStation station, List<Pull.Change> history) throws StoreException {
        Set<String> waiting = NightFile.waitingForAPerson(station.database);
        for (EntityType type : TYPES) {
            Map<String, ObjectNode> here = NightFile.rows(station.database, station.store, type);
            here.values().forEach(NightChecks::withoutEmpty);
            Map<String, ObjectNode> there = new TreeMap<>();
            for (Pull.Change change : history) {
                if (!change.entityType().equals(type.word())) {
                    continue;
                }
                if (change.operation().equals("delete")) {
                    there.remove(change.id());
                } else {
                    there.put(change.id(), withoutEmpty(NightHub.content(type, change)));
                }
            }
            Stream.concat(here.keySet().stream(), there.keySet().stream())
                    .distinct()
                    .filter(id -> !Objects.equals(here.get(id), there.get(id)))
                    .filter(id -> !waiting.contains(type.word() + "/" + id))
                    .forEach(id -> differs(station, type, id, history));
        }
    }

    /// Every bench knows the people and formulas that the hub has, and weighs what its lines name.
    private void master(NightStation station, List<Pull.Change> history) throws StoreException {
        Map<String, String> last = new TreeMap<>();
        history.forEach(change ->
                master(change)
                        .ifPresent(line -> last.put(change.entityType() + change.id(), line)));
        Set<String> here = NightFile.master(station.database);
        last.values().stream()
                .filter(line -> !here.contains(line))
                .forEach(line -> broken.add(station.name + " has not: " + line + ", but " + here));
    }

    private static Optional<String> master(Pull.Change change) {
        ObjectNode data = change.data();
        return switch (EntityType.ofWord(change.entityType()).orElseThrow()) {
            case USERS ->
                    Optional.of(
                            "users/%s %s %d"
                                    .formatted(
                                            change.id(),
                                            data.path("name").asText(),
                                            data.path("active").asBoolean() ? 1 : 0));
            case FORMULAS ->
                    Optional.of(
                            "formulas/%s %s %s"
                                    .formatted(
                                            change.id(),
                                            data.path("code").asText(),
                                            data.path("name").asText()));
            case FORMULA_VERSIONS ->
                    Optional.of(
                            "formula_versions/%s %s %s %s"
                                    .formatted(
                                            change.id(),
                                            data.path("status").asText(),
                                            data.path("effectiveFrom").asText(),
                                            data.path("lines")
                                                    .findValuesAsText("ingredientId")
                                                    .toString()
                                                    .replace(" ", "")));
            case LABS,
                    INGREDIENTS,
                    LOTS,
                    STOCK_MOVES,
                    CONTAINERS,
                    NOTES,
                    SESSIONS,
                    BALANCE_CHECKS,
                    ATTACHMENTS ->
                    Optional.empty();
        };
    }

    /// An empty list and none are the same.
    private static ObjectNode withoutEmpty(ObjectNode fields) {
        fields.properties()
                .removeIf(field -> field.getValue().isArray() && field.getValue().isEmpty());
        return fields;
    }

    private void differs(
            NightStation station, EntityType type, String id, List<Pull.Change> history) {
        broken.add(
                "%s has %s %s otherwise than the hub:%n    %s"
                        .formatted(
                                station.name,
                                type.word(),
                                id,
                                all(station, type.word(), id, history)));
    }

    /// All that is known of one thing on both sides, for a message.
    private static String all(
            NightStation station, String type, String id, List<Pull.Change> history) {
        StringBuilder told = new StringBuilder();
        try {
            told.append(NightFile.story(station.database, type, id));
        } catch (StoreException e) {
            told.append(e);
        }
        history.stream()
                .filter(one -> one.entityType().equals(type) && one.id().equals(id))
                .forEach(one -> told.append("\n    hub ").append(one));
        return told.toString();
    }

    /// What somebody changed here and what is not answered yet stands in the row as they wrote it.
    static void edits(NightStation station, List<String> broken) throws StoreException {
        NightFile.lostEdits(station.database, station.store)
                .forEach(edit -> broken.add(station.name + " shows an edit no more: " + edit));
    }

    /// What still waits, for the message.
    static void open(NightStation station, List<String> broken) {
        try {
            NightFile.operations(station.database).stream()
                    .filter(one -> Set.of("pending", "sent", "held").contains(one.status()))
                    .limit(2)
                    .forEach(one -> broken.add(station.name + " still has " + told(station, one)));
        } catch (StoreException e) {
            broken.add(String.valueOf(e));
        }
    }

    private static String told(NightStation station, NightFile.Ended one) {
        try {
            return one + "\n    " + NightFile.story(station.database, one.type(), one.entity());
        } catch (StoreException e) {
            return one + ": " + e;
        }
    }

    static boolean isAtRest(NightStation station, NightHub hub) throws StoreException {
        return NightFile.isEmpty(station.database)
                && hub.pull(station.wire.station(), NightFile.cursor(station.database))
                        instanceof HubAnswer.Accepted<Pull.Page>(var page)
                && page.changes().isEmpty();
    }
}

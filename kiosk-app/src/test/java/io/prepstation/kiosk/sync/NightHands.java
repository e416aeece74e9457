package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.NightFile;
import io.prepstation.kiosk.store.Orphans;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.QueueDesk;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.store.SyncMark;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// People at a bench who make and change things, one after the other, and a ledger of what the screen said was saved.
final class NightHands {

    private static final User ANNA =
            new User(TestHub.OPERATOR, "Anna Ek", Set.of(Role.OPERATOR, Role.SUPERVISOR), true);
    private static final int MANY = 1000;
    private static final List<Way> WAYS = List.of(Way.QUEUE, Way.KEEP, Way.REMOVE);
    private static final List<String> STATUS = List.of("released", "blocked", "quarantine");

    private final NightStation station;
    private final Random random;
    private final boolean leaving;

    /// What was made here: a text that nothing else has, and the operation that says so.
    final Map<String, String> made = new LinkedHashMap<>();

    /// What the screen said of the fields that an update changed, by the update's id.
    private final Map<String, ObjectNode> seen = new HashMap<>();

    private int count;

    /// @param leaving whether sessions are left half done for a while
    NightHands(NightStation station, Random random, boolean leaving) {
        this.station = station;
        this.random = random;
        this.leaving = leaving;
    }

    Optional<ObjectNode> seen(String operation) {
        return Optional.ofNullable(seen.get(operation));
    }

    Map<String, ObjectNode> seen() {
        Map<String, ObjectNode> copy = new HashMap<>();
        seen.forEach((operation, fields) -> copy.put(operation, fields.deepCopy()));
        return copy;
    }

    /// An older copy of the store is what they go on with.
    void forgetSince(Map<String, ObjectNode> then) {
        seen.clear();
        seen.putAll(then);
    }

    @FunctionalInterface
    private interface Doing {
        Edit at(WriteHandle handle) throws StoreException;
    }

    void act() throws StoreException {
        List<StoredEntity> lots = all("lots");
        List<StoredEntity> notes = all("notes");
        count++;
        switch (lots.isEmpty() ? 0 : random.nextInt(22)) {
            case 0, 1, 2 -> create("lots", lot("lot " + station.name + count), "lotNumber");
            case 3 -> create("lots", lot("shared " + random.nextInt(6)), "lotNumber");
            case 4, 5 -> create("containers", container(any(lots)), "code");
            case 6, 7 -> create("notes", note(any(lots)), "text");
            case 8, 9, 10, 11 ->
                    update("lots", any(lots), Json.object().put("status", STATUS.get(count % 3)));
            case 12, 13, 14 -> update("lots", any(lots), days());
            case 20, 21 -> prepare();
            case 15 -> {
                StoredEntity lot = any(lots);
                if (save(
                        "delete lots " + lot.id(),
                        h -> station.store.delete(h, ANNA, "lots", lot.id()))) {
                    made.remove(lot.text("lotNumber"));
                }
            }
            default -> {
                if (!notes.isEmpty()) {
                    StoredEntity note = any(notes);
                    String text = "text " + station.name + count;
                    update("notes", note, Json.object().put("text", text));
                    made.remove(note.text("text"));
                }
            }
        }
        station.queue.look(station.database);
        station.tell(new SyncEvent.WorkAdded());
    }

    /// Materials of the bench's own, and what is moved in and out of a lot.
    void stock(Random chance) throws StoreException {
        List<StoredEntity> lots = all("lots");
        List<StoredEntity> own =
                all("ingredients").stream()
                        .filter(one -> !one.text("code").startsWith("ING-"))
                        .toList();
        count++;
        switch (own.isEmpty() || lots.isEmpty() ? chance.nextInt(3) : chance.nextInt(14)) {
            case 0, 1 -> create("ingredients", ingredient("made-" + station.name + count), "code");
            case 2 -> create("ingredients", ingredient("shared-" + chance.nextInt(4)), "code");
            case 3, 4 -> {
                ObjectNode lot = lot("lot " + station.name + count);
                create("lots", lot.put("ingredientId", any(own, chance).id()), "lotNumber");
            }
            case 5, 6, 7 -> update("ingredients", any(own, chance), hazards());
            case 8 -> {
                StoredEntity gone = any(own, chance);
                if (save(
                        "delete ingredients " + gone.id(),
                        h -> station.store.delete(h, ANNA, "ingredients", gone.id()))) {
                    made.remove(gone.text("code"));
                }
            }
            default -> {
                ObjectNode move =
                        Json.object()
                                .put("lotId", any(lots, chance).id())
                                .put("deltaG", (chance.nextInt(3) == 0 ? "" : "-") + "1.5")
                                .put("reason", "move " + station.name + count);
                create("stock_moves", move, "reason");
            }
        }
        station.queue.look(station.database);
        station.tell(new SyncEvent.WorkAdded());
    }

    private ObjectNode ingredient(String code) {
        return Json.object().put("code", code).put("name", "Stuff " + station.name + count);
    }

    private ObjectNode hazards() {
        ObjectNode hazards = Json.object();
        switch (count % 3) {
            case 0 -> hazards.put("name", "Stuff " + station.name + count);
            case 1 -> hazards.put("casNumber", "7647-14-5");
            default -> {
                hazards.put("signalWord", count % 2 == 0 ? "Danger" : "Warning");
                hazards.putArray("pictograms").add("GHS0" + (1 + count % 9));
            }
        }
        return hazards;
    }

    private static StoredEntity any(List<StoredEntity> rows, Random chance) {
        return rows.get(chance.nextInt(rows.size()));
    }

    /// Changes the first of some lots that can be changed here.
    ///
    /// @param waiting as `lots/7`
    boolean touch(Set<String> waiting) throws StoreException {
        for (StoredEntity lot : all("lots")) {
            if (waiting.contains("lots/" + lot.id()) && lot.metadata().mark() == SyncMark.SYNCED) {
                count++;
                update("lots", lot, days());
                station.tell(new SyncEvent.WorkAdded());
                return true;
            }
        }
        return false;
    }

    /// Now and then one is taken away, or two are said at once.
    private ObjectNode days() {
        String opened = count % 5 == 0 ? null : "2026-11-" + (10 + count % 15);
        ObjectNode days = Json.object().put("openedOn", opened);
        return count % 3 == 0 ? days.put("expiresOn", "2028-12-" + (10 + count % 15)) : days;
    }

    /// The two take turns.
    private User author() {
        return count % 2 == 0 ? ANNA : NightJudge.SAM;
    }

    /// Notes about things that somebody else has deleted, which nobody here knows yet.
    void mention(List<String> lots) throws StoreException {
        for (StoredEntity lot : all("lots")) {
            if (lots.contains(lot.id())) {
                count++;
                create("notes", note(lot), "text");
            }
        }
    }

    /// A supervisor chooses for a change that refers to what is gone.
    void settle(Random random) throws StoreException {
        List<OutboxOperation> orphans =
                station.database.read(handle -> Outbox.open(handle, MANY)).stream()
                        .filter(one -> Orphans.stateOf(one) == Orphans.State.FOUND)
                        .toList();
        if (orphans.isEmpty()) {
            return;
        }
        OutboxOperation orphan = orphans.get(random.nextInt(orphans.size()));
        Way way = WAYS.get(random.nextInt(WAYS.size()));
        QueueDesk.Order order = new QueueDesk.Order(ANNA, "tidied up", Authentication.CHOSEN);
        try {
            List<String> texts = NightFile.texts(station.database, orphan);
            boolean done =
                    station.database
                            .write(handle ->
                                    station.desk().carryOut(handle, way, orphan.id(), order))
                            .isEmpty();
            station.log("orphan " + way + " " + orphan.entityType() + (done ? "" : " hindered"));
            if (done && way == Way.REMOVE) {
                texts.forEach(made::remove);
            }
        } catch (StoreException e) {
            station.log("orphan " + way + " NOT SAVED");
        }
        station.tell(new SyncEvent.WorkAdded());
    }

    /// While the clock is right: what a wrong one does to a session is no matter of the network. What was left goes on
    /// first.
    private void prepare() throws StoreException {
        if (!station.wrist.wrong.isZero() || station.isFull()) {
            return;
        }
        if (!station.running().isEmpty()) {
            finish();
        } else if (leaving && count % 2 == 0) {
            station.log("session begun " + station.begin(ANNA));
        } else {
            prepared(station.prepare(ANNA));
        }
    }

    /// Goes on with what was begun, to the end.
    void finish() throws StoreException {
        for (String session : station.running()) {
            station.finish(session, ANNA);
            prepared(session);
        }
    }

    private void prepared(String session) {
        station.log("session " + session);
        made.put(session, "sessions");
    }

    private ObjectNode lot(String number) throws StoreException {
        return Json.object()
                .put("ingredientId", all("ingredients").getFirst().id())
                .put("lotNumber", number)
                .put("expiresOn", "2027-03-31")
                .put("status", "released")
                .put("remainingG", "500.0");
    }

    private ObjectNode container(StoredEntity lot) {
        return Json.object()
                .put("code", "C-" + station.name + count)
                .put("lotId", lot.id())
                .put("status", "in_use");
    }

    private ObjectNode note(StoredEntity lot) {
        return Json.object()
                .put("entityType", "lots")
                .put("entityId", lot.id())
                .put("text", "note " + station.name + count);
    }

    private StoredEntity any(List<StoredEntity> rows) {
        return rows.get(random.nextInt(rows.size()));
    }

    private List<StoredEntity> all(String type) throws StoreException {
        return station.database.read(handle -> station.store.getAll(handle, type));
    }

    private void create(String type, ObjectNode fields, String key) throws StoreException {
        String text = fields.path(key).asText();
        boolean saved =
                save(
                        "create " + type + " " + fields,
                        h -> station.store.create(h, ANNA, type, fields));
        if (saved) {
            if (!text.startsWith("shared")) {
                made.put(text, type);
            }
            station.sabotage.afterCreation(random.nextInt(4) == 0);
        }
    }

    private void update(String type, StoredEntity row, ObjectNode changes) throws StoreException {
        if (save(
                "update " + type + " " + row.id() + " " + changes,
                h -> station.store.update(h, author(), type, row.id(), changes))) {
            remember(row, changes);
        }
    }

    /// An operation that was never sent may have taken it in: what the first change of a field saw counts.
    private void remember(StoredEntity row, ObjectNode changes) throws StoreException {
        NightFile.lastOperation(station.database, row)
                .ifPresent(operation -> {
                    ObjectNode fields = seen.computeIfAbsent(operation, _ -> Json.object());
                    changes.properties().stream()
                            .filter(change -> !fields.has(change.getKey()))
                            .filter(change ->
                                    !change.getValue().asText("").equals(row.text(change.getKey())))
                            .forEach(change ->
                                    fields.set(change.getKey(), row.fields().get(change.getKey())));
                });
    }

    /// @return whether the screen says saved
    private boolean save(String what, Doing doing) {
        try {
            Edit edit = station.database.write(doing::at);
            station.log(what + (edit instanceof Edit.Written ? "" : " refused"));
            return edit instanceof Edit.Written;
        } catch (StoreException e) {
            station.log(what + " NOT SAVED");
            return false;
        }
    }
}

package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.store.Conflicts;
import io.prepstation.kiosk.store.Conflicts.StoredConflict;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.Resolutions.Sides;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.ConflictDesk;
import io.prepstation.kiosk.sync.ConvergenceCheck;
import io.prepstation.kiosk.sync.ConvergenceCheck.Outcome.Compared;
import io.prepstation.kiosk.sync.HubAnswer;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.kiosk.sync.SyncResult;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OwnSession;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.Resolution;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// What one station has against what the hub has, when nothing is in the way any more: nothing it said is lost, nothing is
/// there twice, each session lies at the hub with the receipt that is here, and once the conflicts are decided both say
/// the same.
final class Reckoning implements AutoCloseable {

    private static final User MANAGER =
            new User(EnrolledStation.MANAGER, "Lin Chen", Set.of(Role.LAB_MANAGER), true);
    private static final int MANY = 1_000_000;

    private final KillableStation ledger;
    private final SyncingStation station;
    private final SyncEngine engine;

    Reckoning(KillableStation ledger) throws StoreException {
        this.ledger = ledger;
        this.station = new SyncingStation(ledger.data, ledger.enrolment);
        this.engine = station.engine(RestlessStation.IMPATIENT, RestlessStation.SHORT, false);
    }

    /// Everything that ever happened at the hub.
    List<Pull.Change> history() {
        List<Pull.Change> history = new ArrayList<>();
        Pull.Page page = accepted(station.client().pull(""));
        history.addAll(page.changes());
        while (page.hasMore()) {
            page = accepted(station.client().pull(page.nextCursor()));
            history.addAll(page.changes());
        }
        return history;
    }

    /// No operation took effect twice, and no thing is there under two numbers.
    static void assertOnce(List<Pull.Change> history) {
        Map<String, Integer> effects = new HashMap<>();
        Map<String, Set<String>> numbers = new HashMap<>();
        Map<String, Integer> sessions = new HashMap<>();
        for (Pull.Change change : history) {
            if (change.originOperation() != null) {
                effects.merge(change.originOperation(), 1, Integer::sum);
            }
            if (change.entityType().equals(EntityType.CONTAINERS.word())) {
                String code = change.data().path("code").asText();
                numbers.computeIfAbsent(code, _ -> new HashSet<>()).add(change.id());
            }
            if (change.entityType().equals(EntityType.SESSIONS.word())) {
                sessions.merge(change.id(), 1, Integer::sum);
            }
        }
        effects.values().removeIf(times -> times == 1);
        numbers.values().removeIf(ids -> ids.size() == 1);
        sessions.values().removeIf(times -> times == 1);
        assertEquals(Map.of(), effects, "operations that took effect more than once");
        assertEquals(Map.of(), numbers, "containers that are there more than once");
        assertEquals(Map.of(), sessions, "sessions that are there more than once");
    }

    /// Whether each thing that the station said was saved is at the hub, or waits for a person with both sides.
    void assertNothingLost(List<Pull.Change> history) throws Exception {
        Map<KillableStation.Field, Set<String>> said = new HashMap<>();
        Set<String> codes = new HashSet<>();
        for (Pull.Change change : history) {
            String code = change.data().path("code").asText();
            codes.add(code);
            add(said, code, change.data());
        }
        for (StoredConflict conflict : station.database().read(Conflicts::open)) {
            Sides sides = desk().sides(conflict.id()).orElseThrow();
            add(said, sides.mine().path("code").asText(), sides.mine());
        }
        Set<String> lost = new TreeSet<>(ledger.containers);
        lost.removeAll(codes);
        ledger.edits.forEach((field, value) -> {
            if (!said.getOrDefault(field, Set.of()).contains(value)) {
                lost.add(field + " = " + value);
            }
        });
        assertEquals(Set.of(), lost, "lost of what " + ledger + " said");
        for (String session : ledger.sessions) {
            assertAtHub(session);
        }
    }

    private static void add(
            Map<KillableStation.Field, Set<String>> said, String code, JsonNode fields) {
        fields.properties()
                .forEach(field ->
                        said.computeIfAbsent(
                                        new KillableStation.Field(code, field.getKey()),
                                        _ -> new HashSet<>())
                                .add(field.getValue().asText()));
    }

    private void assertAtHub(String session) throws Exception {
        Optional<Receipt> receipt =
                station.database().read(handle -> Outbox.receipt(handle, session));
        FrozenText text =
                station.database().read(handle -> FrozenText.find(handle, session)).orElseThrow();
        OwnSession there = accepted(station.client().ownSession(session));
        assertEquals(Optional.of(there.receipt()), receipt, "the receipt of " + session);
        assertEquals(text.text(), there.text());
        assertEquals(text.contentHash(), there.receipt().contentHash());
        assertTrue(there.receipt().verifies(ledger.enrolment.hubPublicKey()), session);
        List<Attachment> attached =
                station.database().read(handle -> SessionAttachments.ofSession(handle, session));
        assertEquals(1, attached.size());
        assertEquals(attached.getFirst().sha256(), atHub(attached.getFirst()));
    }

    private String atHub(Attachment attachment) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        ledger.enrolment.hubUrl()
                                                + "/api/attachments/"
                                                + attachment.sha256()))
                        .header("Authorization", "Bearer " + ledger.enrolment.token())
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return Sha256.hex(client.send(request, BodyHandlers.ofByteArray()).body());
        }
    }

    /// What the network and dead programs did counts against no operation.
    void assertNobodyToBlame() throws StoreException {
        List<OutboxOperation> blamed =
                station.database().read(handle -> Outbox.list(handle, MANY)).stream()
                        .filter(operation -> operation.attempts() > 0)
                        .toList();
        assertEquals(List.of(), blamed);
    }

    /// A manager decides what is open here, this way or that.
    ///
    /// @return how many were open
    int decide() throws Exception {
        sync();
        List<StoredConflict> open = station.database().read(Conflicts::open);
        for (StoredConflict conflict : open) {
            Resolution way =
                    conflict.id().hashCode() % 2 == 0
                            ? Resolution.CLIENT_WINS
                            : Resolution.SERVER_WINS;
            desk().resolve(MANAGER, ConflictDesk.Decision.of(conflict, way));
        }
        return open.size();
    }

    private ConflictDesk desk() {
        return new ConflictDesk(
                station.database(), station.store(), station.client(), InstantSource.system());
    }

    /// Both sides hold the same, and every record here is the original one.
    void assertConverged() throws Exception {
        var outcome =
                new ConvergenceCheck(station.database(), station.client(), InstantSource.system())
                        .after(this::sync);
        assertTrue(
                outcome instanceof Compared(var told) && told.differing() == 0,
                () -> ledger + ": " + outcome);
        Evidence evidence =
                new Evidence(
                        Map.of(ledger.enrolment.hubKeyId(), ledger.enrolment.hubPublicKey()),
                        Optional.empty(),
                        List.of());
        assertTrue(
                Verification.of(station.database(), evidence).intact(),
                () -> ledger + " is not intact");
    }

    /// Every container as it is here, in words.
    Map<String, String> containers() throws StoreException {
        return station
                .database()
                .read(handle -> station.store().getAll(handle, "containers"))
                .stream()
                .collect(
                        Collectors.toMap(
                                row -> row.text("code"),
                                row ->
                                        "%s %s %s"
                                                .formatted(
                                                        row.id(),
                                                        row.text("status"),
                                                        row.text("tareG")),
                                (_, twice) -> twice + " twice",
                                TreeMap::new));
    }

    private SyncResult sync() throws InterruptedException {
        try {
            return engine.syncNow().get(RestlessStation.LIVENESS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("a sync of " + ledger + " does not end", e);
        }
    }

    private static <T> T accepted(HubAnswer<T> answer) {
        if (answer instanceof Accepted<T>(var body)) {
            return body;
        }
        throw new AssertionError("the hub answered " + answer);
    }

    @Override
    public void close() {
        engine.close();
        station.close();
    }
}

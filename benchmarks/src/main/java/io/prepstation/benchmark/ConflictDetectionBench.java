package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.benchmark.BareSync.Batch;
import io.prepstation.hub.edit.Circumstances;
import io.prepstation.hub.edit.PushResult;
import io.prepstation.hub.edit.Pushes;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.OperationStatus;
import io.prepstation.model.sync.Push;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A thousand edits of rows in a hub's file that another station edited since, half of them in the same field.
///
/// Detection is what [Pushes] does before it writes anything, by the same code: the rows read at once, fields, rights and keys
/// checked, of each the version that its edit names read from the feed, judged, and what will be written made ready. That is
/// more than detection. The whole push of the same edits comes after it: conflicts and merged rows written, answers, feed and
/// commit.
final class ConflictDetectionBench {

    private static final int ROWS = 1_000;
    private static final double DETECTION_MILLIS = 50;

    private final RawEdits edits = new RawEdits();
    private final HubDatabase database;
    private final Pushes pushes;
    private final Station editor;
    private final Station other;
    private final Path folder;

    private ConflictDetectionBench(
            HubDatabase database, Path folder, StationEnrolment editor, StationEnrolment other)
            throws StoreException {
        InstantSource clock = InstantSource.system();
        this.database = database;
        this.folder = folder;
        this.pushes =
                new Pushes(
                        database, new Feed(clock), new Circumstances(clock, new TimeOrderedIds()));
        this.editor = station(editor);
        this.other = station(other);
    }

    /// @param runs measured, after a fifth as many that are not
    static List<Figure> run(Path demoData, int runs) throws IOException, SQLException {
        try (EnrolledStation hub = new EnrolledStation(demoData)) {
            return run(hub, new DataDirectory(hub.hubData()), runs);
        }
    }

    private static List<Figure> run(EnrolledStation hub, DataDirectory directory, int runs)
            throws IOException, SQLException {
        try (HubDatabase database = HubDatabase.open(directory);
                Connection bare = BareFile.open(directory.database())) {
            return new ConflictDetectionBench(
                            database, hub.root(), hub.enrolment(), hub.another("bench-2"))
                    .measure(bare, runs);
        } catch (StoreException | MalformedJson e) {
            throw new IOException("conflicts cannot be measured", e);
        }
    }

    private List<Figure> measure(Connection bare, int runs)
            throws IOException, SQLException, StoreException, MalformedJson {
        Samples detection = new Samples();
        Samples reading = new Samples();
        Samples push = new Samples();
        Samples bytes = new Samples();
        int warmUp = Math.ceilDiv(runs, 5);
        for (int run = 0; run < warmUp + runs; run++) {
            List<ObjectNode> late = late(run);
            Push.Request request = request(late);
            long detected = detect(request);
            long read = read(bare, request);
            long pushed = push(request);
            long kept = keep(run, late);
            if (run >= warmUp) {
                detection.add(detected);
                reading.add(read);
                push.add(pushed);
                bytes.add(kept);
            }
        }
        return List.of(
                SyncRulesBench.figure(
                        "sync-detect-1000",
                        detection,
                        reading,
                        DETECTION_MILLIS,
                        "p95 of 1,000 edits judged by the push's own code, all before it writes, against reading the same"
                                + " rows"),
                new Figure(
                        "sync-detect-push-1000",
                        push.percentile(95),
                        bytes.percentile(95),
                        "ms",
                        null,
                        push.count(),
                        "p95 of the whole push of the same edits, which keeps 500 conflicts and merges 500, against the"
                                + " same bytes; ours %s; bare %s"
                                        .formatted(push.spread(), bytes.spread())));
    }

    /// New containers, edited by the other station, and edits of them by one that has not seen that.
    private List<ObjectNode> late(int run) throws IOException, StoreException, MalformedJson {
        List<ObjectNode> made = new ArrayList<>();
        for (int number = 0; number < ROWS; number++) {
            made.add(edits.create("D-" + run + "-" + number));
        }
        List<String> named =
                received(editor, request(made)).results().stream()
                        .map(Push.Result::entityId)
                        .toList();
        Push.Answer edited =
                received(
                        other,
                        request(
                                named.stream()
                                        .map(id -> edits.update(id, status("in_use"), 1))
                                        .toList()));
        if (!edited.success()) {
            throw new IOException("the other station's edits were not taken");
        }
        List<ObjectNode> late = new ArrayList<>();
        for (int number = 0; number < ROWS; number++) {
            ObjectNode fields =
                    number % 2 == 0 ? status("blocked") : Json.object().put("tareG", "12.9");
            late.add(edits.update(named.get(number), fields, 1));
        }
        return late;
    }

    private static ObjectNode status(String word) {
        return Json.object().put("status", word);
    }

    private long detect(Push.Request request) throws IOException, StoreException {
        long start = System.nanoTime();
        List<Push.Result> judged = pushes.judge(editor, request);
        long took = System.nanoTime() - start;
        long clashes =
                judged.stream()
                        .filter(one -> one.status().equals(OperationStatus.CONFLICT.word()))
                        .count();
        if (clashes != ROWS / 2 || judged.size() != ROWS) {
            throw new IOException(clashes + " conflicts of " + judged.size());
        }
        return took;
    }

    /// The floor of detection: the same texts, by prepared statements.
    private static long read(Connection file, Push.Request request)
            throws IOException, SQLException {
        long start = System.nanoTime();
        int texts = 0;
        try (PreparedStatement row =
                        file.prepareStatement(
                                "SELECT data FROM entities WHERE entity = 'containers' AND id = ?");
                PreparedStatement version =
                        file.prepareStatement(
                                "SELECT data FROM feed WHERE entity = 'containers' AND id = ? AND version = 1")) {
            BareFile.run(file, "BEGIN");
            for (Push.Operation operation : request.operations()) {
                texts += texts(row, operation.entityId()) + texts(version, operation.entityId());
            }
            BareFile.run(file, "COMMIT");
        }
        long took = System.nanoTime() - start;
        if (texts != 2 * ROWS) {
            throw new IOException(texts + " texts");
        }
        return took;
    }

    private static int texts(PreparedStatement query, String id) throws SQLException {
        query.setString(1, id);
        int texts = 0;
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                texts += rows.getString(1).isEmpty() ? 0 : 1;
            }
        }
        return texts;
    }

    private long push(Push.Request request) throws IOException, StoreException {
        long start = System.nanoTime();
        Push.Answer answer = received(editor, request);
        long took = System.nanoTime() - start;
        if (answer.conflicts() != ROWS / 2 || answer.failed() != 0) {
            throw new IOException(
                    answer.conflicts() + " conflicts, " + answer.failed() + " failed");
        }
        return took;
    }

    /// The floor of the push: the texts of the edits, each with as many bytes again, in one transaction.
    private long keep(int run, List<ObjectNode> late) throws IOException, SQLException {
        List<Batch> all = List.of(new Batch(late.stream().map(ObjectNode::toString).toList(), ""));
        Path own = Files.createDirectories(folder.resolve("detect-" + run));
        try (SameBytes.Hub bare = new SameBytes.Hub(own, all)) {
            long start = System.nanoTime();
            bare.keep(0);
            return System.nanoTime() - start;
        }
    }

    private Push.Answer received(Station station, Push.Request request)
            throws IOException, StoreException {
        if (pushes.receive(station, request, Optional.empty())
                instanceof PushResult.Done(var answer)) {
            return answer;
        }
        throw new IOException("the hub took no edits");
    }

    private static Push.Request request(List<ObjectNode> operations) throws MalformedJson {
        return Json.read(RawEdits.request(operations), Push.Request.class);
    }

    private Station station(StationEnrolment enrolment) throws StoreException {
        return database.read(tables -> tables.stations().find(enrolment.stationId()).orElseThrow());
    }
}

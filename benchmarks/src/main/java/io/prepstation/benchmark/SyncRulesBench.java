package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ConflictRules;
import io.prepstation.model.sync.ConflictRules.Current;
import io.prepstation.model.sync.ConflictRules.Edit;
import io.prepstation.model.sync.ConflictRules.Verdict;
import io.prepstation.model.sync.Conflicts;
import io.prepstation.model.sync.DependencyOrder;
import io.prepstation.model.sync.DependencyOrder.Node;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Resolution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// What sync decides by itself: order, conflicts, one resolution by the hub, one temporary id replaced at a station.
final class SyncRulesBench {

    private static final int RUNS = 500;
    private static final int NODES = 500;
    private static final int ROWS = 1_000;
    private static final int CONFLICTS = 100;
    private static final double ORDER_MILLIS = 10;
    private static final double DETECTION_MILLIS = 50;
    private static final double RESOLUTION_MILLIS = 10;
    private static final double TEMP_ID_MILLIS = 1;

    private final RawEdits edits = new RawEdits();
    private final Random random = new Random(20_261_121);

    static List<Figure> run(Path demoData) throws IOException, StoreException {
        SyncRulesBench bench = new SyncRulesBench();
        List<Figure> figures = new ArrayList<>();
        figures.add(bench.order());
        figures.add(bench.detection());
        try (EnrolledStation hub = new EnrolledStation(demoData);
                SyncingStation station = new SyncingStation(hub.data(), hub.enrolment())) {
            figures.add(bench.resolution(station.client()));
            figures.add(bench.tempId(station));
        }
        return figures;
    }

    /// Five hundred operations, each but the first referring to up to three before it.
    private Figure order() {
        Samples samples = new Samples();
        for (int run = 0; run < RUNS; run++) {
            List<Node> nodes = new ArrayList<>();
            for (int number = NODES - 1; number >= 0; number--) {
                List<String> references = new ArrayList<>();
                for (int count = random.nextInt(4); count > 0 && number > 0; count--) {
                    references.add("lots/" + random.nextInt(number));
                }
                nodes.add(
                        new Node(
                                "op-" + number,
                                OperationKind.CREATE,
                                "lots/" + number,
                                references));
            }
            long start = System.nanoTime();
            DependencyOrder order = DependencyOrder.of(nodes);
            samples.add(System.nanoTime() - start);
            if (order.sorted().size() != NODES) {
                throw new IllegalStateException("no order: " + order.cycles());
            }
        }
        return figure("sync-order-500", samples, ORDER_MILLIS, "p95 of 500 operations, cold too");
    }

    /// A thousand edits of things that others edited since: half of them in the same field.
    private Figure detection() {
        Samples samples = new Samples();
        for (int run = 0; run < RUNS; run++) {
            ObjectNode base = RawEdits.container("C-1");
            ObjectNode current = RawEdits.container("C-1").put("status", "in_use");
            long start = System.nanoTime();
            int clashes = 0;
            for (int row = 0; row < ROWS; row++) {
                ObjectNode edit =
                        row % 2 == 0
                                ? Json.object().put("status", "blocked")
                                : Json.object().put("tareG", "12.9");
                Verdict verdict =
                        ConflictRules.judge(
                                EntityType.CONTAINERS.shape(),
                                new Edit(edit, 1, null, null),
                                new Current(current, 2, 0),
                                base);
                clashes += verdict instanceof Verdict.Clash ? 1 : 0;
            }
            samples.add(System.nanoTime() - start);
            if (clashes != ROWS / 2) {
                throw new IllegalStateException(clashes + " conflicts");
            }
        }
        return figure("sync-detect-1000", samples, DETECTION_MILLIS, "p95 of 1,000 edits");
    }

    /// From asking the hub over HTTP to its answer, which is on the disk then.
    private Figure resolution(HubClient hub) throws IOException {
        Samples samples = new Samples();
        for (int number = 0; number < CONFLICTS; number++) {
            Push.Result conflict = conflict(hub, "R-" + number);
            Conflicts.Request choice =
                    new Conflicts.Request(
                            Objects.requireNonNull(conflict.conflictId()),
                            new Conflicts.Choice(Resolution.CLIENT_WINS.word(), null),
                            Objects.requireNonNull(conflict.conflictData()).serverVersion(),
                            EnrolledStation.MANAGER);
            long start = System.nanoTime();
            if (!(hub.resolve(choice, "") instanceof Accepted<Conflicts.Answer>)) {
                throw new IOException("the hub resolved nothing");
            }
            samples.add(System.nanoTime() - start);
        }
        return figure(
                "sync-resolution", samples, RESOLUTION_MILLIS, "p95, over HTTP and on the disk");
    }

    private Push.Result conflict(HubClient hub, String code) throws IOException {
        String id = push(hub, edits.create(code)).entityId();
        push(hub, edits.update(id, Json.object().put("status", "in_use"), 1));
        return push(hub, edits.update(id, Json.object().put("status", "blocked"), 1));
    }

    private static Push.Result push(HubClient hub, ObjectNode edit) throws IOException {
        return RawEdits.push(hub, List.of(edit)).results().getFirst();
    }

    /// A lot with a container and queued operations that name it, in a lab of a thousand such.
    private Figure tempId(SyncingStation station) throws StoreException {
        station.edit(2 * ROWS, "T-");
        List<String> temporary =
                station.database()
                        .read(handle ->
                                station.store().mappings().pending(handle).stream()
                                        .filter(one -> one.entityType().equals("lots"))
                                        .map(one -> one.tempId())
                                        .toList());
        Samples samples = new Samples();
        station.database()
                .change(handle -> {
                    int number = 1_000_000;
                    for (String tempId : temporary) {
                        long start = System.nanoTime();
                        station.store()
                                .mappings()
                                .settle(
                                        handle,
                                        "lots",
                                        tempId,
                                        String.valueOf(number++),
                                        Instant.now());
                        samples.add(System.nanoTime() - start);
                    }
                });
        return figure(
                "sync-temp-id",
                samples,
                TEMP_ID_MILLIS,
                "p95 of all references of one id replaced, within the transaction of the answer");
    }

    private static Figure figure(String name, Samples samples, double limit, String what) {
        return new Figure(
                name,
                samples.percentile(95),
                null,
                "ms",
                Limit.atMost(limit),
                samples.count(),
                what + "; " + samples.spread());
    }
}

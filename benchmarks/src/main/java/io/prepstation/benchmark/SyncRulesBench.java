package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.benchmark.BareSync.Batch;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Conflicts;
import io.prepstation.model.sync.DependencyOrder;
import io.prepstation.model.sync.DependencyOrder.Node;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Resolution;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;

/// What sync decides by itself: order, one resolution by the hub, one temporary id replaced at a station. Each
/// beside the least that could do it, in turn.
final class SyncRulesBench {

    private static final int NODES = 500;
    private static final double ORDER_MILLIS = 10;
    private static final double RESOLUTION_MILLIS = 10;
    private static final double TEMP_ID_MILLIS = 1;

    private final RawEdits edits = new RawEdits();
    private final Random random = new Random(20_261_121);

    private SyncRulesBench() {}

    /// @param times how often the order is found; what takes longer is done less often
    static List<Figure> run(Path demoData, int times)
            throws IOException, InterruptedException, StoreException, SQLException {
        SyncRulesBench bench = new SyncRulesBench();
        List<Figure> figures = new ArrayList<>();
        figures.add(bench.order(times));
        try (EnrolledStation hub = new EnrolledStation(demoData);
                SyncingStation station = new SyncingStation(hub.data(), hub.enrolment())) {
            figures.add(bench.resolution(station.client(), hub.root(), times / 5));
            figures.add(tempId(station, hub.root(), 2 * times));
        }
        return figures;
    }

    /// Five hundred operations, each but the first referring to up to three before it.
    private Figure order(int times) {
        Samples ours = new Samples();
        Samples floor = new Samples();
        for (int run = 0; run < times; run++) {
            List<Node> nodes = nodes();
            long start = System.nanoTime();
            DependencyOrder order = DependencyOrder.of(nodes);
            long between = System.nanoTime();
            int sorted = bareOrder(nodes);
            floor.add(System.nanoTime() - between);
            ours.add(between - start);
            if (order.sorted().size() != NODES || sorted != NODES) {
                throw new IllegalStateException("no order: " + order.cycles());
            }
        }
        return figure(
                "sync-order-500",
                ours,
                floor,
                ORDER_MILLIS,
                "p95 of 500 operations, cold too, against JGraphT's own topological order");
    }

    private List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (int number = NODES - 1; number >= 0; number--) {
            List<String> references = new ArrayList<>();
            for (int count = random.nextInt(4); count > 0 && number > 0; count--) {
                references.add("lots/" + random.nextInt(number));
            }
            nodes.add(
                    new Node("lots/" + number, OperationKind.CREATE, "lots/" + number, references));
        }
        return nodes;
    }

    /// The graph and its order alone: no rings are looked for, and what nothing decides is in any order.
    private static int bareOrder(List<Node> nodes) {
        Graph<String, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        nodes.forEach(node -> graph.addVertex(node.id()));
        for (Node node : nodes) {
            node.references().forEach(reference -> graph.addEdge(reference, node.id()));
        }
        List<String> sorted = new ArrayList<>(nodes.size());
        new TopologicalOrderIterator<>(graph).forEachRemaining(sorted::add);
        return sorted.size();
    }

    /// From asking the hub over HTTP to its answer, which is on the disk then.
    private Figure resolution(HubClient hub, Path folder, int times)
            throws IOException, InterruptedException, SQLException {
        Samples ours = new Samples();
        Samples floor = new Samples();
        Conflicts.Request first = choice(conflict(hub, "R-first"));
        Batch bytes =
                new Batch(
                        List.of(Json.write(first).toString()),
                        Json.write(resolved(hub, first)).toString());
        List<Batch> all = Collections.nCopies(times, bytes);
        try (BareSync bare = new BareSync(all, new Said(bytes), new SameBytes.Hub(folder, all))) {
            for (int number = 0; number < times; number++) {
                Conflicts.Request choice = choice(conflict(hub, "R-" + number));
                long start = System.nanoTime();
                resolved(hub, choice);
                ours.add(System.nanoTime() - start);
                floor.add(bare.exchange(number));
            }
        }
        return figure(
                "sync-resolution",
                ours,
                floor,
                RESOLUTION_MILLIS,
                "p95, over HTTP and on the disk, against as many bytes");
    }

    private static Conflicts.Request choice(Push.Result conflict) {
        return new Conflicts.Request(
                Objects.requireNonNull(conflict.conflictId()),
                new Conflicts.Choice(Resolution.CLIENT_WINS.word(), null),
                Objects.requireNonNull(conflict.conflictData()).serverVersion(),
                EnrolledStation.MANAGER);
    }

    private static Conflicts.Answer resolved(HubClient hub, Conflicts.Request choice)
            throws IOException {
        if (hub.resolve(choice, "") instanceof Accepted<Conflicts.Answer>(var answer)) {
            return answer;
        }
        throw new IOException("the hub resolved nothing");
    }

    private Push.Result conflict(HubClient hub, String code) throws IOException {
        String id = push(hub, edits.create(code)).entityId();
        push(hub, edits.update(id, Json.object().put("status", "in_use"), 1));
        return push(hub, edits.update(id, Json.object().put("status", "blocked"), 1));
    }

    private static Push.Result push(HubClient hub, ObjectNode edit) throws IOException {
        return RawEdits.push(hub, List.of(edit)).results().getFirst();
    }

    /// Who decides keeps nothing before the next pull.
    ///
    /// @param bytes what is said each time
    private record Said(Batch bytes) implements BareRows {

        @Override
        public String body(int batch) {
            return bytes.operations().getFirst();
        }

        @Override
        public void keep(int batch) {}

        @Override
        public void close() {}
    }

    /// A lot with a container and queued operations that name it, in a lab of as many such as are measured.
    private static Figure tempId(SyncingStation station, Path folder, int times)
            throws IOException, StoreException, SQLException {
        station.edit(2 * times, "T-");
        List<String> temporary =
                station.database()
                        .read(handle ->
                                station.store().mappings().pending(handle).stream()
                                        .filter(one -> one.entityType().equals("lots"))
                                        .map(one -> one.tempId())
                                        .toList());
        Samples ours = new Samples();
        Samples floor = new Samples();
        try (BareNumbers bare =
                new BareNumbers(
                        BareFile.copy(station.database().path(), folder.resolve("numbers.db")))) {
            station.database()
                    .change(handle -> {
                        int number = 1_000_000;
                        for (String tempId : temporary) {
                            String realId = String.valueOf(number++);
                            Instant now = Instant.now();
                            long start = System.nanoTime();
                            station.store().mappings().settle(handle, "lots", tempId, realId, now);
                            ours.add(System.nanoTime() - start);
                            floor.add(bare.settle("lots", tempId, realId, now));
                        }
                    });
            bare.requireSame(station.database().path());
        }
        return figure(
                "sync-temp-id",
                ours,
                floor,
                TEMP_ID_MILLIS,
                "p95 of all references of one id replaced, within the transaction of the answer, against the same rows");
    }

    static Figure figure(String name, Samples ours, Samples floor, double limit, String what) {
        return new Figure(
                name,
                ours.percentile(95),
                floor.percentile(95),
                "ms",
                Limit.atMost(limit),
                ours.count(),
                "%s; ours %s; bare %s".formatted(what, ours.spread(), floor.spread()));
    }
}

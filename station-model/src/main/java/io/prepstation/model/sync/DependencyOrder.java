package io.prepstation.model.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;
import org.jspecify.annotations.Nullable;

/// The order in which operations may go up: what is referred to before what refers to it, edits of one entity one after
/// the other, children deleted before their parents (SYN-6).
///
/// @param sorted ids of the operations that can go, in order; where nothing else decides, as they were given
/// @param cycles operations that wait for each other, each ring once
/// @param behindCycles operations that wait for a ring
public record DependencyOrder(
        List<String> sorted, List<List<String>> cycles, List<String> behindCycles) {

    public DependencyOrder {
        sorted = List.copyOf(sorted);
        cycles = cycles.stream().map(List::copyOf).toList();
        behindCycles = List.copyOf(behindCycles);
    }

    /// An operation with what it refers to.
    ///
    /// @param entity names the entity, `lots/789`
    /// @param references the entities it names, in the same form
    public record Node(String id, OperationKind kind, String entity, List<String> references) {
        public Node {
            references = List.copyOf(references);
        }
    }

    public static DependencyOrder of(List<Node> operations) {
        Map<String, Integer> place = new HashMap<>();
        operations.forEach(node -> place.putIfAbsent(node.id(), place.size()));
        Graph<String, DefaultEdge> graph = graph(operations);
        List<List<String>> cycles = cycles(graph, place);
        Set<String> stuck = new HashSet<>();
        cycles.forEach(stuck::addAll);
        List<String> behind = behind(graph, stuck, operations);
        stuck.addAll(behind);
        graph.removeAllVertices(stuck);
        List<String> sorted = new ArrayList<>(operations.size());
        Comparator<String> asGiven = Comparator.comparingInt(id -> place(place, id));
        new TopologicalOrderIterator<>(graph, asGiven).forEachRemaining(sorted::add);
        return new DependencyOrder(sorted, cycles, behind);
    }

    private static Graph<String, DefaultEdge> graph(List<Node> operations) {
        Graph<String, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        operations.forEach(node -> graph.addVertex(node.id()));
        Map<String, String> creations = new HashMap<>();
        Map<String, String> deletions = new HashMap<>();
        Map<String, String> latest = new LinkedHashMap<>();
        for (Node node : operations) {
            String earlier = latest.put(node.entity(), node.id());
            connect(graph, earlier, node.id());
            switch (node.kind()) {
                case CREATE -> creations.put(node.entity(), node.id());
                case DELETE -> deletions.put(node.entity(), node.id());
                case UPDATE -> {
                    // Stands behind its creation already.
                }
            }
        }
        for (Node node : operations) {
            for (String reference : node.references()) {
                if (node.kind() != OperationKind.DELETE) {
                    connect(graph, creations.get(reference), node.id());
                }
                connect(graph, node.id(), deletions.get(reference));
            }
        }
        return graph;
    }

    private static void connect(
            Graph<String, DefaultEdge> graph, @Nullable String first, @Nullable String then) {
        if (first != null && then != null && !first.equals(then)) {
            graph.addEdge(first, then);
        }
    }

    private static List<List<String>> cycles(
            Graph<String, DefaultEdge> graph, Map<String, Integer> place) {
        return new KosarajuStrongConnectivityInspector<>(graph)
                .stronglyConnectedSets().stream()
                        .filter(ring -> ring.size() > 1)
                        .map(ring ->
                                ring.stream()
                                        .sorted((one, other) ->
                                                Integer.compare(
                                                        place(place, one), place(place, other)))
                                        .toList())
                        .toList();
    }

    private static List<String> behind(
            Graph<String, DefaultEdge> graph, Set<String> rings, List<Node> operations) {
        Set<String> reached = new HashSet<>(rings);
        List<String> edge = new ArrayList<>(rings);
        while (!edge.isEmpty()) {
            String from = edge.removeLast();
            for (DefaultEdge to : graph.outgoingEdgesOf(from)) {
                String next = graph.getEdgeTarget(to);
                if (reached.add(next)) {
                    edge.add(next);
                }
            }
        }
        return operations.stream()
                .map(Node::id)
                .filter(id -> reached.contains(id) && !rings.contains(id))
                .toList();
    }

    private static int place(Map<String, Integer> places, String id) {
        return places.getOrDefault(id, Integer.MAX_VALUE);
    }
}

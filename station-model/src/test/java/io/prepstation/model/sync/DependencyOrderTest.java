package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.sync.DependencyOrder.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-6")
class DependencyOrderTest {

    static Node create(String id, String entity, String... references) {
        return new Node(id, OperationKind.CREATE, entity, List.of(references));
    }

    static Node delete(String id, String entity, String... references) {
        return new Node(id, OperationKind.DELETE, entity, List.of(references));
    }

    @Test
    void types_go_up_in_dependency_order() {
        DependencyOrder order =
                DependencyOrder.of(
                        List.of(
                                create("note", "notes/1", "containers/1"),
                                create("container", "containers/1", "lots/1"),
                                create("lot", "lots/1", "ingredients/1"),
                                create("ingredient", "ingredients/1")));

        assertEquals(List.of("ingredient", "lot", "container", "note"), order.sorted());
    }

    @Test
    void where_nothing_decides_it_stays_as_it_was_queued() {
        DependencyOrder order =
                DependencyOrder.of(
                        List.of(
                                create("c", "lots/3"),
                                create("a", "lots/1"),
                                create("b", "lots/2")));

        assertEquals(List.of("c", "a", "b"), order.sorted());
    }

    @Test
    void edits_of_one_entity_keep_their_order() {
        Node first = new Node("first", OperationKind.UPDATE, "lots/1", List.of());
        Node second = new Node("second", OperationKind.UPDATE, "lots/1", List.of());

        assertEquals(
                List.of("first", "second"), DependencyOrder.of(List.of(first, second)).sorted());
    }

    @Test
    void children_are_deleted_before_their_parents() {
        DependencyOrder order =
                DependencyOrder.of(
                        List.of(delete("lot", "lots/1"), delete("can", "containers/1", "lots/1")));

        assertEquals(List.of("can", "lot"), order.sorted());
    }

    @Test
    void circular_dependency_is_named() {
        DependencyOrder order =
                DependencyOrder.of(
                        List.of(
                                create("a", "lots/1", "containers/1"),
                                create("b", "containers/1", "lots/1"),
                                create("behind", "notes/1", "lots/1"),
                                create("free", "lots/2")));

        assertEquals(List.of(List.of("a", "b")), order.cycles());
        assertEquals(List.of("behind"), order.behindCycles());
        assertEquals(List.of("free"), order.sorted());
    }

    @Test
    void a_reference_to_what_is_not_queued_holds_nothing_up() {
        assertEquals(
                List.of("lot"),
                DependencyOrder.of(List.of(create("lot", "lots/1", "ingredients/9"))).sorted());
    }

    @Test
    void whatever_the_order_they_come_in_parents_stand_first() {
        for (int seed = 0; seed < 50; seed++) {
            List<Node> nodes = new ArrayList<>();
            Random random = new Random(seed);
            for (int n = 0; n < 60; n++) {
                nodes.add(
                        n == 0
                                ? create("0", "lots/0")
                                : create("" + n, "lots/" + n, "lots/" + random.nextInt(n)));
            }
            Collections.shuffle(nodes, random);
            List<String> sorted = DependencyOrder.of(nodes).sorted();
            assertEquals(60, sorted.size());
            for (Node node : nodes) {
                for (String parent : node.references()) {
                    assertTrue(
                            sorted.indexOf(parent.substring(5)) < sorted.indexOf(node.id()),
                            "seed " + seed);
                }
            }
        }
    }
}

package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-8")
class ThreeWayMergeTest {

    static ObjectNode json(String text) {
        try {
            return Json.parseObject(text.replace('\'', '"'));
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    static ThreeWayMerge merge(String base, String local, String server) {
        return ThreeWayMerge.of(json(base), json(local), json(server), List.of());
    }

    @Test
    void each_side_keeps_what_only_it_changed() {
        assertEquals(
                new ThreeWayMerge(json("{'a':'2','b':'2'}"), List.of(), true),
                merge("{'a':'1','b':'1'}", "{'a':'2','b':'1'}", "{'a':'1','b':'2'}"));
    }

    @Test
    void the_same_change_on_both_sides_is_none() {
        assertEquals(
                new ThreeWayMerge(json("{'a':'2'}"), List.of(), false),
                merge("{'a':'1'}", "{'a':'2'}", "{'a':'2'}"));
    }

    @Test
    void a_field_both_changed_differently_is_left_to_a_person() {
        assertEquals(
                new ThreeWayMerge(json("{'a':'3'}"), List.of("a"), false),
                merge("{'a':'1'}", "{'a':'2'}", "{'a':'3'}"));
    }

    @Test
    void a_field_taken_away_is_a_change_and_missing_is_null_is_an_empty_list() {
        assertEquals(json("{}"), merge("{'a':'1'}", "{}", "{'a':'1'}").merged());
        assertEquals(
                List.of(), merge("{'a':null}", "{'a':[]}", "{'b':'1','a':null}").conflicting());
    }

    @Test
    void values_that_belong_together_come_from_one_side() {
        ThreeWayMerge merge =
                ThreeWayMerge.of(
                        json("{'value':'1','unit':'g'}"),
                        json("{'value':'2','unit':'g'}"),
                        json("{'value':'1','unit':'mg'}"),
                        List.of(List.of("value", "unit")));

        assertEquals(List.of("unit", "value"), merge.conflicting());
        assertFalse(merge.changesServer());
    }

    @Test
    void merging_twice_changes_nothing_more_and_sides_may_be_swapped_where_nothing_conflicts() {
        Random random = new Random(11);
        for (int n = 0; n < 2_000; n++) {
            ObjectNode base = any(random);
            ObjectNode local = any(random);
            ObjectNode server = any(random);
            ThreeWayMerge once = ThreeWayMerge.of(base, local, server, List.of());
            assertEquals(
                    once.merged(),
                    ThreeWayMerge.of(base, once.merged(), server, List.of()).merged());
            if (once.conflicting().isEmpty()) {
                ObjectNode swapped = ThreeWayMerge.of(base, server, local, List.of()).merged();
                assertTrue(ThreeWayMerge.differing(once.merged(), swapped).isEmpty());
            }
        }
    }

    private static ObjectNode any(Random random) {
        ObjectNode fields = Json.object();
        for (String name : List.of("a", "b", "c", "d")) {
            if (random.nextInt(4) > 0) {
                fields.put(name, String.valueOf(random.nextInt(3)));
            }
        }
        return fields;
    }
}

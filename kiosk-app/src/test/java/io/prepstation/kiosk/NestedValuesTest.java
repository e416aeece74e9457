package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.kiosk.ui.desk.OpenConflict.Part;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-9")
class NestedValuesTest {

    private static JsonNode json(String text) throws MalformedJson {
        return Json.parseObject("{\"it\":" + text + "}").path("it");
    }

    @Test
    void entries_are_compared_by_their_key_whatever_their_place() throws MalformedJson {
        assertEquals(
                List.of(
                        new Part("H302", "harmful", "harmful", "harmful if swallowed"),
                        new Part("H319", "", "irritating", "")),
                NestedValues.parts(
                        json("[{\"code\":\"H302\",\"text\":\"harmful\"}]"),
                        json(
                                "[{\"code\":\"H319\",\"text\":\"irritating\"},"
                                        + "{\"code\":\"H302\",\"text\":\"harmful\"}]"),
                        json("[{\"code\":\"H302\",\"text\":\"harmful if swallowed\"}]")));
    }

    @Test
    void plain_entries_and_members_are_entries_too() throws MalformedJson {
        assertEquals(
                List.of(new Part("a", "a", "", "a"), new Part("b", "", "b", "")),
                NestedValues.parts(json("[\"a\"]"), json("[\"b\"]"), json("[\"a\"]")));
        assertEquals(
                List.of(new Part("x", "1", "2", "1")),
                NestedValues.parts(json("{\"x\":1}"), json("{\"x\":2}"), json("{\"x\":1}")));
    }

    @Test
    void a_plain_value_has_none() throws MalformedJson {
        assertEquals(List.of(), NestedValues.parts(json("1"), json("\"a\""), json("null")));
    }
}

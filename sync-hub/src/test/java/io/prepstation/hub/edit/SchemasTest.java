package io.prepstation.hub.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.hub.edit.PushResult.OtherSchema;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Push.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-3")
class SchemasTest {

    private static Operation written(@Nullable Integer schema) {
        return new Operation(
                "op-1",
                "create",
                "lots",
                "temp",
                Json.object(),
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                schema);
    }

    private static Optional<String> code(int newest, @Nullable Integer schema) {
        return new Schemas(newest).fault(List.of(written(schema))).map(OtherSchema::code);
    }

    @Test
    void the_hubs_own_and_the_one_before_are_taken() {
        assertEquals(Optional.empty(), code(3, 3));
        assertEquals(Optional.empty(), code(3, 2));
        assertEquals(Optional.of("OLDER_SCHEMA"), code(3, 1));
        assertEquals(Optional.of("NEWER_SCHEMA"), code(3, 4));
    }

    @Test
    void what_does_not_say_is_of_the_first() {
        assertEquals(Optional.empty(), code(1, null));
        assertEquals(Optional.empty(), code(2, null));
        assertEquals(Optional.of("OLDER_SCHEMA"), code(3, null));
    }

    @Test
    void the_reason_says_what_is_taken_and_what_to_do() {
        assertEquals(
                Optional.of(
                        new OtherSchema(
                                "OLDER_SCHEMA",
                                "operation op-1 is written in schema 1, and this hub takes 2 and 3; update the station,"
                                        + " then sync again")),
                new Schemas(3).fault(List.of(written(2), written(1))));
    }
}

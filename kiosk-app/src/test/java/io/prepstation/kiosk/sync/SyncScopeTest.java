package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.sync.SyncScope.Direction;
import io.prepstation.model.sync.EntityType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("SYN-2")
class SyncScopeTest {

    static Stream<SyncScope> all() {
        return Stream.of(Direction.values())
                .flatMap(way ->
                        Stream.concat(
                                        Stream.of((EntityType) null),
                                        Arrays.stream(EntityType.values()))
                                .map(only -> new SyncScope(way, only)))
                .distinct();
    }

    @ParameterizedTest
    @CsvSource({
        "send, send, send",
        "fetch, fetch, fetch",
        "send, fetch, both",
        "send, both, both",
        "fetch, both, both",
        "send lots, fetch, both lots",
        "send lots, send lots, send lots",
        "send lots, send notes, send",
        "both lots, send, both",
        "both lots, fetch, both lots",
        "both lots, send lots, both lots",
        "both lots, both, both"
    })
    void two_wants_together_cover_both_and_no_more(String one, String other, String together) {
        SyncScope both = SyncScope.ofWords(together);

        assertEquals(both, SyncScope.ofWords(one).and(SyncScope.ofWords(other)));
        assertEquals(both, SyncScope.ofWords(other).and(SyncScope.ofWords(one)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void is_read_by_another_program_as_it_was_written(SyncScope scope) {
        assertEquals(scope, SyncScope.ofWords(scope.words()));
    }

    @Test
    void what_another_version_wrote_is_the_type_alone_or_everything() {
        assertEquals(SyncScope.of(EntityType.LOTS), SyncScope.ofWords("lots"));
        assertEquals(SyncScope.EVERYTHING, SyncScope.ofWords(""));
        assertEquals(SyncScope.EVERYTHING, SyncScope.ofWords("sideways"));
    }

    @Test
    void what_is_fetched_has_no_type() {
        assertEquals(SyncScope.FETCHING, new SyncScope(Direction.FETCH, EntityType.LOTS));
    }
}

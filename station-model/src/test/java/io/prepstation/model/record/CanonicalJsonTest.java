package io.prepstation.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.sync.Push;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    private static final long SEED = 20261120;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    @Tag("REC-1")
    void members_are_sorted_and_numbers_written_as_the_standard_says() throws MalformedJson {
        assertEquals(
                "{\"a\":{\"x\":1e-7,\"y\":4.5},\"b\":[56,\"\\u001f\\n€\"],\"é\":true}",
                CanonicalJson.of(
                        Json.parseObject(
                                "{\"é\":true,\"b\":[56.0,\"\\u001F\\n\\u20ac\"],\"a\":{\"y\":4.50,\"x\":1E-7}}")));
    }

    @Test
    @Tag("REC-1")
    void the_fast_way_writes_what_the_general_way_writes() {
        RandomGenerator random = new Random(SEED);
        for (int run = 0; run < 5_000; run++) {
            JsonNode node = object(random, 3);

            assertEquals(
                    CanonicalJson.general(node),
                    CanonicalJson.of(node),
                    "seed " + SEED + ", run " + run);
        }
    }

    /// A hub keeps the hash of each operation, and compares it with what another version of the program makes of it.
    @Test
    @Tag("SYN-4")
    void a_record_of_plain_values_is_written_as_its_tree_is() {
        RandomGenerator random = new Random(SEED);
        var writer = CanonicalJson.writer(Push.Operation.class);
        int plain = 0;
        for (int run = 0; run < 2_000; run++) {
            ObjectNode data = object(random, 2);
            Push.Operation operation = operation(random, data);
            if (CanonicalJson.isPlain(data)) {
                assertEquals(
                        CanonicalJson.of(Json.write(operation)),
                        CanonicalJson.written(writer, operation),
                        "seed " + SEED + ", run " + run);
                plain++;
            }
        }
        assertTrue(plain > 500, plain + " were plain");
    }

    private static Push.Operation operation(RandomGenerator random, ObjectNode data) {
        return new Push.Operation(
                text(random),
                text(random),
                "lots",
                text(random),
                data,
                random.nextLong(1L << 53),
                random.nextBoolean() ? 7 : null,
                null,
                null,
                null,
                random.nextBoolean() ? random.nextLong(1L << 53) : null,
                null,
                random.nextBoolean() ? text(random) : null,
                "lab-1",
                null,
                1);
    }

    private static JsonNode node(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(random.nextLong());
            case 4 -> NODES.textNode(text(random));
            case 5 -> rareNumber(random);
            case 6 -> object(random, depth - 1);
            default -> array(random, depth - 1);
        };
    }

    private static JsonNode rareNumber(RandomGenerator random) {
        return random.nextInt(8) > 0
                ? NODES.numberNode(random.nextLong(1L << 54))
                : NODES.numberNode(
                        new BigDecimal(BigInteger.valueOf(random.nextInt()), random.nextInt(8)));
    }

    private static ObjectNode object(RandomGenerator random, int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(6); i > 0; i--) {
            object.set(text(random), node(random, depth));
        }
        return object;
    }

    private static ArrayNode array(RandomGenerator random, int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(node(random, depth));
        }
        return array;
    }

    /// Control characters, all below 256, any of the first plane but surrogates, and some beyond it.
    private static String text(RandomGenerator random) {
        return IntStream.range(0, random.nextInt(8))
                .map(_ ->
                        switch (random.nextInt(5)) {
                            case 0 -> random.nextInt(0x20);
                            case 1 -> random.nextInt(0x100);
                            case 2 -> random.nextInt(0xD800);
                            case 3 -> 0xE000 + random.nextInt(0x2000);
                            default -> 0x1F300 + random.nextInt(0x100);
                        })
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}

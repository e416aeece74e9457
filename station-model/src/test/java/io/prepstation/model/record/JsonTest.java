package io.prepstation.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REC-1")
class JsonTest {

    private static String canonical(String text) throws MalformedJson {
        return CanonicalJson.of(Json.parseObject(text));
    }

    @Nested
    class The_canonical_text {

        /// The example of RFC 8785, section 3.2.2, without what an exact reader refuses.
        @Test
        void is_that_of_the_standard() throws MalformedJson {
            assertEquals(
                    "{\"literals\":[null,true,false],\"numbers\":[4.5,0.002,1e-27],"
                            + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
                    canonical(
                            "{ \"numbers\": [4.50, 2e-3, 0.000000000000000000000000001],"
                                    + " \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                                    + " \"literals\": [null, true, false] }"));
        }

        @Test
        void sorts_members_by_their_utf_16_units() throws MalformedJson {
            assertEquals(
                    "{\"\\r\":1,\"1\":2,\"\u0080\":3,\"ö\":4,\"€\":5,\"😀\":6,\"\ufb33\":7}",
                    canonical(
                            "{\"€\":5,\"\\r\":1,\"\ufb33\":7,\"1\":2,\"😀\":6,\"\u0080\":3,\"ö\":4}"));
        }

        @ParameterizedTest
        @CsvSource({
            "1.0,1",
            "-0,0",
            "1e0,1",
            "0.1,0.1",
            "9007199254740992,9007199254740992",
            "100e-2,1"
        })
        void writes_equal_numbers_equally(String number, String written) throws MalformedJson {
            assertEquals("{\"n\":" + written + "}", canonical("{\"n\":" + number + "}"));
        }

        @Test
        void is_the_same_in_any_order_of_members_and_of_itself() throws MalformedJson {
            long seed = 20_261_120;
            System.out.println("canonical JSON seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 2_000; i++) {
                ObjectNode tree = tree(random, 3);
                String text = CanonicalJson.of(tree);
                assertEquals(text, CanonicalJson.of(shuffled(tree, random)));
                assertEquals(text, canonical(text));
            }
        }

        @Test
        void differs_for_null_and_missing_and_for_texts_and_numbers() throws MalformedJson {
            assertNotEquals(canonical("{\"a\":null}"), canonical("{}"));
            assertNotEquals(canonical("{\"a\":\"1\"}"), canonical("{\"a\":1}"));
        }

        private static ObjectNode tree(RandomGenerator random, int depth) {
            ObjectNode node = Json.object();
            for (int i = random.nextInt(6); i > 0; i--) {
                String name = "n" + random.nextInt(50) + (char) (0x20 + random.nextInt(0x500));
                switch (random.nextInt(depth > 0 ? 6 : 4)) {
                    case 0 -> node.put(name, random.nextLong(-1L << 53, 1L << 53));
                    case 1 -> node.put(name, "t" + (char) random.nextInt(0xd800));
                    case 2 -> node.putNull(name);
                    case 3 -> node.put(name, random.nextBoolean());
                    case 4 -> node.set(name, tree(random, depth - 1));
                    default -> node.putArray(name).add(tree(random, depth - 1)).add(i);
                }
            }
            return node;
        }

        private static ObjectNode shuffled(ObjectNode tree, SplittableRandom random) {
            List<String> names = new ArrayList<>();
            tree.fieldNames().forEachRemaining(names::add);
            Collections.shuffle(names, new java.util.Random(random.nextLong()));
            ObjectNode other = Json.object();
            names.forEach(name ->
                    other.set(
                            name,
                            tree.get(name) instanceof ObjectNode inner
                                    ? shuffled(inner, random)
                                    : tree.get(name)));
            return other;
        }
    }

    @Nested
    class A_text_is_refused {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "[]",
                    "1",
                    "{",
                    "{}{}",
                    "{} x",
                    "{\"a\":1,\"a\":2}",
                    "{\"a\":{\"b\":1,\"b\":2}}",
                    "{'a':1}",
                    "{\"a\":NaN}",
                    "{\"a\":1,}",
                    "{\"a\":1e400}",
                    "{\"a\":-1e400}",
                    "{\"a\":1e999999999}",
                    "{\"a\":-1e356789012345678901234567890}",
                    "{\"a\":[9007199254740993]}",
                    "{\"a\":12345678901234567890}",
                    "{\"a\":\"\\ud800\"}",
                    "{\"\\udc00\":1}",
                    "{\"a\":\"\t\"}"
                })
        void that_is_not_one_object_that_everyone_reads_alike(String text) {
            assertThrows(MalformedJson.class, () -> Json.parseObject(text));
        }

        @Test
        void that_is_nested_without_end() {
            String deep = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);
            assertThrows(MalformedJson.class, () -> Json.parseObject(deep));
        }

        @Test
        void with_its_place_if_it_breaks_off() {
            MalformedJson problem =
                    assertThrows(MalformedJson.class, () -> Json.parseObject("{\n  \"a\": tru"));
            assertEquals("line 2, column", problem.getMessage().substring(0, 14));
        }
    }

    @Nested
    class Any_bytes {

        @Test
        void are_an_object_or_malformed_and_nothing_else() {
            long seed = 20_261_120;
            System.out.println("JSON seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            byte[] good =
                    "{\"a\":[1,2.5e3,\"\\u00e9é😀\",null,true],\"b\":{\"c\":\"x\"}}"
                            .getBytes(StandardCharsets.UTF_8);
            int read = 0;
            for (int i = 0; i < 100_000; i++) {
                read += reads(mutated(good, random)) ? 1 : 0;
            }
            assertNotEquals(0, read);
        }

        /// Whatever can be read has a canonical text.
        private static boolean reads(byte[] bytes) {
            try {
                CanonicalJson.hash(Json.parseObject(bytes));
                return true;
            } catch (MalformedJson e) {
                return false;
            }
        }

        private static byte[] mutated(byte[] good, SplittableRandom random) {
            if (random.nextInt(10) == 0) {
                byte[] any = new byte[random.nextInt(20)];
                random.nextBytes(any);
                return any;
            }
            byte[] bytes = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            return bytes;
        }
    }
}

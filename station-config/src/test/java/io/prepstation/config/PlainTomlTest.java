package io.prepstation.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.config.TomlFile.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the short way reads is what the full parser reads; whatever it is not sure of it leaves to that.
@Tag("OPS-2")
class PlainTomlTest {

    private static final String ALPHABET =
            "\n\n\n [[]]\"\"==##,,\\'.-_+0123456789abetrufls\t\r\u007fµ{}";
    private static final int SLIPS = 3_000;

    @Test
    void the_packaged_defaults_are_plain() throws IOException {
        assertTrue(PlainToml.entries("f", defaults()).isPresent());
        assertAgreement(defaults());
    }

    @Test
    void what_is_read_is_what_the_full_parser_reads() {
        String text =
                """
                # a comment, with µ
                  [one]   # another
                text = "a # is no comment here"
                \twhole=42
                none = ""
                zero = 0
                on = true
                off=false # off
                list = [ "a", "b" , # inside
                  "c",
                ]
                empty = []

                [two-2_b]
                1 = "a key of digits"
                """;

        assertTrue(PlainToml.entries("f", text).isPresent());
        assertAgreement(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "top = 1",
                "[a.b]",
                "[a]\nb.c = 1",
                "[a]\n\"b\" = 1",
                "[a]\nb = 'text'",
                "[a]\nb = \"\"\"text\"\"\"",
                "[a]\nb = \"back\\\\slash\"",
                "[a]\nb = 1.5",
                "[a]\nb = -1",
                "[a]\nb = 007",
                "[a]\nb = 1_000",
                "[a]\nb = 9223372036854775808",
                "[a]\nb = 2026-11-21",
                "[a]\nb = [1]",
                "[a]\nb = [\"x\" \"y\"]",
                "[a]\nb = {c = 1}",
                "[a]\nb = 1 c = 2",
                "[a]\nb = 1\nb = 2",
                "[a]\n[a]",
                "[[a]]",
                "[a] b = 1",
                "[a]\nb = truer",
                "[a]\nb = \"open",
                "[a]\nb =",
                "[a]\r\nb = 1\r\n",
                "[a]\nb = \"tab\tin it\"",
                "[a]\n# \u0001",
                "[a",
            })
    void anything_else_is_left_to_the_full_parser(String text) {
        assertEquals(Optional.empty(), PlainToml.entries("f", text));
    }

    @Test
    void one_slip_of_the_pen_never_makes_them_disagree() throws IOException {
        SplittableRandom random = new SplittableRandom(20261121);
        String plain = defaults();
        for (int i = 0; i < SLIPS; i++) {
            StringBuilder slipped = new StringBuilder(plain);
            char slip = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            int at = random.nextInt(slipped.length());
            switch (random.nextInt(3)) {
                case 0 -> slipped.insert(at, slip);
                case 1 -> slipped.setCharAt(at, slip);
                default -> slipped.deleteCharAt(at);
            }
            if (PlainToml.entries("f", slipped.toString()).isPresent()) {
                assertAgreement(slipped.toString());
            }
        }
    }

    private static void assertAgreement(String text) {
        TomlFile full = TomlFile.parseAny("f", text);
        assertEquals(List.of(), full.problems(), text);
        Set<Entry> expected = new HashSet<>(full.entries());
        assertEquals(expected, new HashSet<>(PlainToml.entries("f", text).orElseThrow()), text);
    }

    private static String defaults() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ConfigReader.class.getResourceAsStream("defaults.toml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

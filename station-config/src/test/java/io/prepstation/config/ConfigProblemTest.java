package io.prepstation.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.config.TomlFile.Entry;
import io.prepstation.config.ValueTypes.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("OPS-2")
class ConfigProblemTest {

    @TempDir private Path temporary;
    private ConfigDirectory directory;

    @BeforeEach
    void in_an_empty_directory() {
        directory = new ConfigDirectory(temporary);
    }

    private void assertProblems(String station, String... lines) {
        assertEquals(List.of(lines), directory.station(station).problems());
    }

    @Nested
    class Of_a_value {

        @Test
        void a_wrong_type_names_file_line_column_key_and_what_to_write() {
            assertProblems(
                    "# bench\n[bench]\n  stale_after = 5\n",
                    "station.toml:3:3: bench.stale_after: expected a duration like \"1s\", \"300ms\""
                            + " or \"5min\" from \"200ms\" to \"30s\", found 5");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "bench.review_before_start = 1 | true or false | 1",
                    "bench.attempt_limit = 0 | a whole number from 1 to 100 | 0",
                    "bench.attempt_limit = 101 | a whole number from 1 to 100 | 101",
                    "bench.attempt_limit = 1.5 | a whole number from 1 to 100 | 1.5",
                    "bench.attempt_limit = \"3\" | a whole number from 1 to 100 | \"3\"",
                    "reasons.manual = [\"Too long\"] | a list of 1 to 8 reasons like [\"spilled\","
                            + " \"sampling: A sample was drawn\"] | a list of 1",
                    "bench.attempt_limit = [3] | a whole number from 1 to 100 | a list of 1",
                    "balance.parity = \"evn\" | one of \"none\", \"odd\", \"even\", \"mark\", \"space\""
                            + " | \"evn\"",
                    "balance.data_bits = 9 | one of 7, 8 | 9",
                    "balance.unit = \"lb\" | one of \"µg\", \"mg\", \"g\", \"kg\" | \"lb\"",
                    "bench.smallest_vessel = 0.5 | a mass like \"0.5 g\" from \"0.001 g\" to \"100000"
                            + " g\" | 0.5",
                    "bench.smallest_vessel = \"0.5\" | a mass like \"0.5 g\" from \"0.001 g\" to"
                            + " \"100000 g\" | \"0.5\"",
                    "bench.smallest_vessel = \"1e9 g\" | a mass like \"0.5 g\" from \"0.001 g\" to"
                            + " \"100000 g\" | \"1e9 g\"",
                    "bench.stale_after = \"-1s\" | a duration like \"1s\", \"300ms\" or \"5min\" from"
                            + " \"200ms\" to \"30s\" | \"-1s\"",
                    "bench.stale_after = 1979-05-27 | a duration like \"1s\", \"300ms\" or \"5min\""
                            + " from \"200ms\" to \"30s\" | 1979-05-27",
                    "camera.command = \"ffmpeg -i x\" | a list of texts: the program, then its"
                            + " arguments | \"ffmpeg -i x\"",
                    "camera.command = [\"ffmpeg\", 1] | a list of texts: the program, then its"
                            + " arguments | a list of 2",
                    "station.name = \" \" | a name, not blank | \" \"",
                    "station.name = \"a\\tb\" | a name, not blank | \"a\\u0009b\"",
                })
        void out_of_its_type_or_range_is_refused(String line, String expected, String found) {
            String key = line.substring(0, line.indexOf(' '));
            assertProblems(
                    line,
                    "station.toml:1:1: " + key + ": expected " + expected + ", found " + found);
        }

        @Test
        void a_table_where_a_value_belongs_is_named() {
            assertProblems(
                    "[bench.attempt_limit]\nx = 1\n",
                    "station.toml:1:1: bench.attempt_limit: expected a whole number from 1 to 100,"
                            + " found a table");
        }

        @Test
        void a_value_where_a_section_belongs_is_named() {
            assertProblems(
                    "bench = 5\n", "station.toml:1:1: bench: expected a section [bench], found 5");
            assertProblems(
                    "[[bench]]\nattempt_limit = 3\n",
                    "station.toml:1:1: bench: expected a section [bench], found a list of 1");
        }
    }

    @Nested
    class Of_a_name {

        @Test
        void a_misspelt_key_is_an_error_with_the_nearest_known_one() {
            assertProblems(
                    "[bench]\nstale_aftr = \"1s\"\n",
                    "station.toml:2:1: bench.stale_aftr: expected a known key, perhaps"
                            + " bench.stale_after, found an unknown key");
        }

        @Test
        void a_key_in_the_wrong_section_is_pointed_to_the_right_one() {
            assertProblems(
                    "[bench]\nbaud = 9600\n",
                    "station.toml:2:1: bench.baud: expected a known key, perhaps balance.baud,"
                            + " found an unknown key");
        }

        @Test
        void a_key_like_no_other_points_to_the_list() {
            assertProblems(
                    "[bench]\nqqqqqqqqqqqqqqqqq = 1\n",
                    "station.toml:2:1: bench.qqqqqqqqqqqqqqqqq: expected a known key"
                            + " (docs/configuration.md lists them), found an unknown key");
        }

        @Test
        void an_unknown_section_is_one_problem_whatever_it_holds() {
            assertProblems(
                    "[bnch]\nattempt_limit = 0\nx = 1\n",
                    "station.toml:1:1: bnch: expected a known section, perhaps bench, found an"
                            + " unknown section");
        }

        @Test
        void a_key_outside_any_section_is_pointed_into_one() {
            assertProblems(
                    "attempt_limit = 3\n",
                    "station.toml:1:1: attempt_limit: expected a known key, perhaps"
                            + " bench.attempt_limit, found an unknown key");
        }
    }

    @Nested
    class Of_several_keys_together {

        @Test
        void a_camera_command_needs_a_program() {
            assertProblems(
                    "[camera]\ncommand = []\n",
                    "station.toml:2:1: camera.command: expected a program, because camera.kind is"
                            + " \"command\", found an empty list");
        }

        @Test
        void a_camera_folder_needs_a_path() {
            List<String> problems = directory.station("camera.kind = \"folder\"\n").problems();
            assertEquals(1, problems.size());
            assertTrue(
                    problems.getFirst()
                            .endsWith(
                                    "camera.folder: expected a path, because camera.kind is"
                                            + " \"folder\", found \"\""),
                    problems.toString());
        }

        @Test
        void a_balance_that_tells_nothing_needs_both_maximum_and_readability() {
            assertProblems(
                    "[balance]\nmaximum = \"220 g\"\n",
                    "station.toml:2:1: balance.maximum: expected both balance.maximum and"
                            + " balance.readability, or neither, found only one of them");
        }

        @Test
        void a_retry_never_waits_less_than_at_first() {
            assertProblems(
                    "[sync]\nretry_cap = \"1s\"\nretry_base = \"2s\"\n",
                    "station.toml:2:1: sync.retry_cap: expected a duration not shorter than"
                            + " sync.retry_base, found a shorter one");
        }
    }

    @Nested
    class Of_a_file {

        @Test
        void a_slip_of_syntax_names_its_place() {
            assertProblems(
                    "[bench]\nstale_after = \n",
                    "station.toml:2:15: expected ', \", ''', \"\"\", a number, a boolean, a"
                            + " date/time, an array, or a table, found something else");
        }

        @Test
        void a_windows_path_as_a_section_names_its_place() {
            assertProblems(
                    "[log]\n[\"C:\\prepstation\"]\n",
                    "station.toml:2:5: expected valid TOML, found Invalid escape sequence '\\p'");
        }

        @Test
        void a_key_given_twice_names_the_first_place() {
            assertProblems(
                    "[log]\nlevel = \"info\"\nlevel = \"debug\"\n",
                    "station.toml:3:1: expected valid TOML, found level previously defined at line"
                            + " 2, column 1");
        }

        @Test
        void bytes_that_are_no_text_are_refused() throws IOException {
            Files.write(temporary.resolve("station.toml"), new byte[] {'a', (byte) 0xff});
            assertEquals(
                    List.of("station.toml: expected text in UTF-8, found other bytes"),
                    directory.problems());
        }

        @Test
        void a_directory_in_its_place_is_refused() throws IOException {
            Files.createDirectory(temporary.resolve("station.toml"));
            assertTrue(
                    directory
                            .problems()
                            .getFirst()
                            .startsWith(
                                    "station.toml: expected a file that this user may read, found"
                                            + " IOException"),
                    directory.problems().toString());
        }

        @Test
        void every_problem_of_every_file_is_named_at_once() {
            directory
                    .station("[bench]\nattempt_limit = 0\nstale_aftr = \"1s\"\n[bnch]\n")
                    .with("conf.d/1.toml", "[log]\nlevel = 3\n")
                    .with("conf.d/2.toml", "[log\n");
            assertEquals(
                    List.of("station.toml", "station.toml", "station.toml", "conf.d/1", "conf.d/2"),
                    directory.problems().stream()
                            .map(line -> line.replaceFirst("(\\.toml)?:\\d.*", ""))
                            .map(file -> file.equals("station") ? "station.toml" : file)
                            .toList());
        }
    }

    @Nested
    class Of_a_secret {

        private final Key<String> token =
                new Key<>("hub.token", new Text("a token"), "Opens the hub.", true);
        private final Origin origin = new Origin("station.toml", 1, 1);

        @Test
        void shows_its_key_but_never_its_value() {
            ConfigProblem problem =
                    token.problem(new Entry("hub.token", 12345L, origin)).orElseThrow();
            assertEquals(
                    "station.toml:1:1: hub.token: expected a token, found something else",
                    problem.toString());
        }

        @Test
        void is_hidden_in_listings() {
            ConfigSchema schema =
                    new ConfigSchema(
                            List.of(new Section("hub", "The hub.", List.of(token), List.of())));
            Values values = new Values(List.of(new Entry("hub.token", "s3cret", origin)));
            assertEquals(
                    List.of(new Setting("hub.token", "\"(hidden)\"", origin)),
                    values.settings(schema));
        }

        @Test
        void under_an_unknown_key_or_without_quotes_is_not_printed_either() {
            assertFalse(
                    directory
                            .station("[sync]\nhub_token = \"s3cret\"\n")
                            .problems()
                            .toString()
                            .contains("s3cret"));
            assertFalse(
                    directory
                            .station("[sync]\nhub_token = s3cret\n")
                            .problems()
                            .toString()
                            .contains("'s'"));
        }
    }

    @Nested
    class Of_anything {

        @Test
        void never_throws_and_always_fits_one_line() {
            long seed = 20261120;
            System.out.println("config fuzz seed " + seed);
            Random random = new Random(seed);
            // No u: the parser's own assertion fails on a cut Unicode escape, which only tests
            // switch on.
            String alphabet = "ab.=[]\"'#\n\t\\0 1-:,{}bench.stale_after=";
            for (int i = 0; i < 5_000; i++) {
                StringBuilder text = new StringBuilder(random.nextBoolean() ? "[bench]\n" : "");
                int length = random.nextInt(30);
                for (int j = 0; j < length; j++) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                TomlFile file = TomlFile.parse("fuzz.toml", text.toString());
                file.entries().forEach(entry -> ConfigSchema.STATION.problem(entry));
                assertTrue(
                        file.problems().stream().noneMatch(p -> p.toString().contains("\n")),
                        text.toString());
            }
        }
    }
}

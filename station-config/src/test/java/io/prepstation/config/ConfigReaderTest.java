package io.prepstation.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.config.BalanceSettings.FlowControl;
import io.prepstation.config.BalanceSettings.Line;
import io.prepstation.config.BalanceSettings.Parity;
import io.prepstation.model.bench.BenchRules;
import io.prepstation.model.check.CheckPlan;
import io.prepstation.model.check.Enforcement;
import io.prepstation.model.check.TestWeight;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import io.prepstation.model.people.Reason;
import io.prepstation.model.people.Reasons;
import io.prepstation.model.session.AttemptPolicy;
import io.prepstation.model.sync.RetrySchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("OPS-2")
class ConfigReaderTest {

    @TempDir private Path temporary;
    private ConfigDirectory directory;

    @BeforeEach
    void in_an_empty_directory() {
        directory = new ConfigDirectory(temporary);
    }

    @Nested
    @Tag("WEI-11")
    class A_plan_of_checks {

        private CheckPlan plan(String weights) {
            directory.station("[check]\ntest_weights = [" + weights + "]\n");
            return directory.config().checks();
        }

        @Test
        void is_none_by_default() {
            assertEquals(List.of(), directory.config().checks().weights());
            assertEquals(Enforcement.BLOCK, directory.config().checks().enforcement());
        }

        @Test
        void names_its_weights_with_mass_tolerance_and_certificate() {
            assertEquals(
                    List.of(
                            new TestWeight(
                                    "W200",
                                    Mass.grams("200.00003"),
                                    Mass.grams("0.0010"),
                                    LocalDate.of(2027, 5, 31))),
                    plan("\"W200: 200.00003 g +- 0.0010 g until 2027-05-31\"").weights());
        }

        @Test
        void refuses_a_weight_named_twice_without_mass_or_on_no_day() {
            for (String wrong :
                    List.of(
                            "\"W: 1 g +- 1 mg until 2027-05-31\", \"W: 2 g +- 1 mg until 2027-05-31\"",
                            "\"W: 0 g +- 1 mg until 2027-05-31\"",
                            "\"W: 1 g +- 1 mg until 2027-02-30\"",
                            "\"W: 1 g\"",
                            "5")) {
                directory.station("[check]\ntest_weights = [" + wrong + "]\n");
                assertTrue(directory.problems().toString().contains("check.test_weights"), wrong);
            }
        }
    }

    @Nested
    class Without_files {

        @Test
        void the_packaged_defaults_hold() {
            StationConfig config = directory.config();
            assertEquals(BenchRules.DEFAULT, config.bench().rules());
            assertEquals(AttemptPolicy.DEFAULT, config.bench().attempts());
            assertEquals(Reasons.DEFAULT, config.reasons());
            assertEquals(RetrySchedule.DEFAULT, config.sync().retry());
            assertEquals(
                    new StoreSettings(3, Duration.ofMillis(300), Optional.empty()), config.store());
            assertEquals(
                    new Line(9600, 8, Parity.NONE, 1, FlowControl.NONE, true, true),
                    config.balance().line());
        }

        @Test
        void a_missing_directory_is_as_good_as_an_empty_one() {
            assertEquals(
                    ConfigReader.defaults(), ConfigReader.read(temporary.resolve("not there")));
        }

        @Test
        void every_key_of_the_schema_has_a_default_and_no_other_key_has() {
            assertEquals(
                    ConfigSchema.STATION.keys().stream().map(Key::name).toList(),
                    ConfigReader.defaults().settings().stream().map(Setting::name).toList());
            assertTrue(
                    ConfigReader.defaults().settings().stream()
                            .allMatch(setting -> setting.origin().packaged()));
        }
    }

    @Nested
    class With_a_station_file {

        @Test
        void every_kind_of_value_is_read() {
            directory.station(
                    """
                    [station]
                    name = "Bench \\"3\\""
                    language = "de"
                    [balance]
                    port = "/dev/serial/by-id/usb-FTDI"
                    baud = 2400
                    data_bits = 7
                    parity = "even"
                    flow_control = "xon-xoff"
                    dtr = false
                    model = "XSR204"
                    serial_number = "B123"
                    maximum = "220 g"
                    readability = "0.1 mg"
                    unit = "mg"
                    [camera]
                    kind = "folder"
                    folder = "/var/pictures"
                    format = "gray"
                    [bench]
                    stale_after = "1500ms"
                    smallest_vessel = "2.50 g"
                    [sync]
                    retry_cap = "1h"
                    """);
            StationConfig config = directory.config();
            assertEquals("Bench \"3\"", config.station().name());
            assertEquals(Locale.GERMAN, config.station().language());
            assertEquals(
                    new BalanceSettings(
                            "/dev/serial/by-id/usb-FTDI",
                            "mt-sics",
                            new Line(2400, 7, Parity.EVEN, 1, FlowControl.XON_XOFF, false, true),
                            "XSR204",
                            "B123",
                            Mass.parse("220 g"),
                            Mass.parse("0.1 mg"),
                            MassUnit.MILLIGRAM,
                            new BalanceSettings.Declared(Duration.ZERO, false, false),
                            new BalanceSettings.Generic(
                                    null,
                                    null,
                                    BalanceSettings.LineEnd.LF,
                                    null,
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of())),
                    config.balance());
            assertEquals(CameraSettings.Kind.FOLDER, config.camera().kind());
            assertEquals(Path.of("/var/pictures"), config.camera().folder());
            assertEquals(CameraSettings.Format.GRAY, config.camera().format());
            assertEquals(
                    new BenchRules(
                            false,
                            Duration.ofMillis(1500),
                            10,
                            Mass.grams("2.50"),
                            Mass.grams("0.1")),
                    config.bench().rules());
            assertEquals(Duration.ofHours(1), config.sync().retry().cap());
        }

        @Test
        void each_value_knows_where_it_was_set() {
            directory.station("[bench]\n\n  stale_after = \"2s\"\n");
            Origin origin = directory.setting("bench.stale_after").origin();
            assertEquals(new Origin(temporary.resolve("station.toml").toString(), 3, 3), origin);
            assertTrue(directory.setting("bench.attempt_limit").origin().packaged());
        }

        @Test
        void the_site_words_its_own_reasons() {
            directory.station(
                    "[reasons]\ngive_up = [\"spilled\", \"sampling: A sample was drawn\"]\n");
            assertEquals(
                    List.of(
                            new Reason("spilled", null),
                            new Reason("sampling", "A sample was drawn")),
                    directory.config().reasons().giveUp());
            assertEquals(Reasons.DEFAULT.manual(), directory.config().reasons().manual());
        }

        @Test
        void dotted_keys_mean_the_same_as_tables() {
            directory.station("bench.attempt_limit = 5\n");
            assertEquals(new AttemptPolicy(5), directory.config().bench().attempts());
        }
    }

    @Nested
    class With_drop_ins {

        @Test
        void the_last_one_by_name_wins_key_by_key() {
            directory
                    .station("[bench]\nattempt_limit = 4\nstale_after = \"2s\"\n")
                    .with("conf.d/20-site.toml", "[bench]\nattempt_limit = 7\n")
                    .with("conf.d/10-lab.toml", "[bench]\nattempt_limit = 6\ngross_window_d = 5\n")
                    .with("conf.d/30-note.txt", "not read");
            assertEquals(
                    new BenchRules(
                            false, Duration.ofSeconds(2), 5, Mass.grams("0.5"), Mass.grams("0.1")),
                    directory.config().bench().rules());
            assertEquals(new AttemptPolicy(7), directory.config().bench().attempts());
            assertTrue(
                    directory
                            .setting("bench.attempt_limit")
                            .origin()
                            .file()
                            .endsWith("20-site.toml"));
        }
    }

    @Nested
    class The_hash {

        @Test
        void is_the_same_for_the_same_values_however_they_are_written() {
            String defaults = ConfigReader.defaults().hash();
            directory.station("[bench]\nstale_after = \"1000ms\"\n");
            assertEquals(defaults, directory.loaded().hash());
            directory.station("").with("conf.d/a.toml", "bench.stale_after = \"1s\"");
            assertEquals(defaults, directory.loaded().hash());
        }

        @Test
        void changes_with_any_value() {
            directory.station("[log]\nlevel = \"debug\"\n");
            assertNotEquals(ConfigReader.defaults().hash(), directory.loaded().hash());
        }
    }

    @Nested
    class The_listing {

        @Test
        void shows_every_value_as_toml_with_its_origin() {
            directory.station("[bench]\nstale_after = \"2000ms\"\n");
            List<String> lines = ConfigReport.show(directory.loaded());
            assertTrue(
                    lines.contains(
                            "bench.stale_after = \"2s\"  # "
                                    + temporary.resolve("station.toml")
                                    + ":2"));
            assertEquals(ConfigSchema.STATION.keys().size(), lines.size());
        }

        @Test
        void of_a_right_configuration_is_one_line_for_the_check() {
            directory.station("[bench]\nstale_after = \"2s\"\n");
            assertEquals(
                    List.of(
                            "configuration is right: "
                                    + ConfigSchema.STATION.keys().size()
                                    + " settings, 1 of them set here, hash "
                                    + directory.loaded().hash().substring(0, 16)),
                    ConfigReport.check(directory.loaded()));
        }
    }
}

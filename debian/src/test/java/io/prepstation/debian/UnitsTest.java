package io.prepstation.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.sync.Nightly;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The units: how much they leave open, by systemd's own measure, and that they are what systemd understands.
@Tag("OPS-3")
class UnitsTest {

    private static final Path UNITS = Path.of("..", "systemd");
    private static final Pattern LEVEL =
            Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)");

    /// What a unit may leave open at most; nightly runs need neither devices nor, but for the upload, a network.
    private static final Map<String, BigDecimal> MOST =
            Map.of(
                    "prepstation-kiosk.service", new BigDecimal("1.5"),
                    "prepstation-hub.service", new BigDecimal("1.2"),
                    "prepstation-upload.service", new BigDecimal("1.2"),
                    "prepstation-backup.service", new BigDecimal("0.5"),
                    "prepstation-start-cache.service", new BigDecimal("0.5"),
                    "prepstation-hub-backup.service", new BigDecimal("0.5"));

    static List<Path> services() throws IOException {
        return units(".service");
    }

    static List<Path> timers() throws IOException {
        return units(".timer");
    }

    private static List<Path> units(String ending) throws IOException {
        try (Stream<Path> files = Files.list(UNITS)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static BigDecimal exposure(Path unit) throws Exception {
        String text =
                Tool.run("systemd-analyze", "security", "--offline=true", unit.toString()).text();
        Matcher level = LEVEL.matcher(text);
        assertTrue(level.find(), text);
        return new BigDecimal(level.group(1));
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_leaves_no_more_open_than_it_may(Path unit) throws Exception {
        BigDecimal most = MOST.get(unit.getFileName().toString());
        assertTrue(most != null, unit + " has no limit in this test; give it one");

        BigDecimal found = exposure(unit);

        assertTrue(found.compareTo(most) <= 0, unit + ": " + found + " is more than " + most);
    }

    @Test
    void the_measure_notices_a_service_without_protection(@TempDir Path folder) throws Exception {
        Path open = folder.resolve("open.service");
        Files.writeString(open, "[Service]\nExecStart=/bin/true\n");

        assertTrue(exposure(open).compareTo(new BigDecimal("5")) > 0);
    }

    @ParameterizedTest
    @MethodSource("timers")
    void a_timer_makes_up_for_a_night_that_was_slept_through(Path unit) throws IOException {
        String text = Files.readString(unit);
        assertTrue(text.contains("\nPersistent=true\n"), text);
        assertTrue(text.contains("\nOnCalendar="), text);
        Path service = UNITS.resolve(unit.getFileName().toString().replace(".timer", ".service"));
        assertTrue(Files.exists(service), service + " is what it starts");
    }

    @Test
    @Tag("SYN-17")
    void the_nightly_upload_has_time_to_wait_for_the_stations_own_minute() throws IOException {
        String text = Files.readString(UNITS.resolve("prepstation-upload.service"));
        Matcher longest = Pattern.compile("\nTimeoutStartSec=(\\d+)min\n").matcher(text);

        assertTrue(
                text.contains(
                        "\nExecStart=/usr/bin/station --data /var/lib/prepstation sync nightly\n"),
                text);
        assertTrue(longest.find(), text);
        Duration most = Duration.ofMinutes(Long.parseLong(longest.group(1)));
        assertTrue(most.compareTo(Nightly.SPREAD.plusMinutes(20)) > 0, most.toString());
    }

    /// Ended in the middle of the check before an upgrade, it would begin anew for ever.
    @Test
    void a_kiosk_has_time_to_check_a_large_file_before_it_upgrades_it() throws IOException {
        String text = Files.readString(UNITS.resolve("prepstation-kiosk.service"));

        assertTrue(text.contains("\nTimeoutStartSec=60min\n"), text);
    }

    @Test
    void what_runs_for_long_is_watched_and_started_again() throws IOException {
        for (String name : List.of("kiosk", "hub")) {
            String patience = name.equals("kiosk") ? "20" : "30";
            String text = Files.readString(UNITS.resolve("prepstation-" + name + ".service"));
            for (String line :
                    List.of(
                            "Type=notify",
                            "NotifyAccess=main",
                            "WatchdogSec=" + patience,
                            "Restart=always")) {
                assertTrue(text.contains("\n" + line + "\n"), name + " lacks " + line);
            }
        }
    }

    /// With a database of PostgreSQL there is no file of SQLite to go by.
    @Test
    @Tag("SYN-20")
    void the_hub_starts_wherever_its_database_is() throws IOException {
        assertEquals(
                List.of("ConditionPathExists=/var/lib/prepstation-hub/keys/receipt.key"),
                conditions("prepstation-hub.service"));
        assertEquals(
                List.of("ConditionPathExists=/var/lib/prepstation-hub/hub.db"),
                conditions("prepstation-hub-backup.service"));
    }

    private static List<String> conditions(String unit) throws IOException {
        return Files.readString(UNITS.resolve(unit))
                .lines()
                .filter(line -> line.startsWith("Condition"))
                .toList();
    }

    /// A hub that systemd ends in the middle of a migration begins it anew, and never comes up.
    @Test
    void the_hubs_start_has_time_to_bring_a_large_database_to_its_new_form() throws IOException {
        String hub = Files.readString(UNITS.resolve("prepstation-hub.service"));

        assertTrue(hub.contains("\nTimeoutStartSec=10min\n"), hub);
    }

    @Test
    @Tag("OPS-1")
    void an_upgrade_restarts_the_hub_and_leaves_the_kiosk_to_the_end_of_its_preparation()
            throws IOException {
        String postinst = Files.readString(Path.of("src", "control", "postinst"));
        String kiosk = Files.readString(UNITS.resolve("prepstation-kiosk.service"));

        assertEquals(
                List.of("systemctl try-restart prepstation-hub.service || true"),
                postinst.lines()
                        .map(String::strip)
                        .filter(line -> line.contains("restart ") && line.startsWith("systemctl"))
                        .toList());
        assertTrue(
                postinst.contains("runuser -u prepstation -- touch /run/prepstation/restart"),
                postinst);
        assertTrue(kiosk.contains("\nRuntimeDirectory=prepstation\n"), kiosk);
        assertTrue(kiosk.contains("\nRestart=always\n"), kiosk);
    }

    /// Without them there would be no users, and nothing would say so.
    @Test
    @Tag("OPS-1")
    void users_and_folders_are_made_by_programs_that_the_package_depends_on() throws IOException {
        String control = Files.readString(Path.of("src", "control", "control"));
        String postinst = Files.readString(Path.of("src", "control", "postinst"));
        List<String> needed =
                control.lines()
                        .filter(line -> line.startsWith("Depends: "))
                        .flatMap(line ->
                                Stream.of(line.substring("Depends: ".length()).split(", ", -1)))
                        .toList();

        for (String program : List.of("sysusers", "tmpfiles")) {
            assertTrue(
                    needed.contains("systemd | systemd-standalone-" + program), needed.toString());
            assertTrue(
                    postinst.lines()
                            .anyMatch(
                                    line -> line.startsWith("    systemd-" + program + " --root")),
                    postinst);
        }
        assertFalse(needed.contains("adduser"), "nothing of the package calls it");
    }

    @Test
    @Tag("OPS-1")
    void what_runs_of_the_package_is_stopped_before_it_is_removed() throws IOException {
        String prerm = Files.readString(Path.of("src", "control", "prerm"));

        for (String unit :
                List.of(
                        "prepstation-kiosk.service",
                        "prepstation-hub.service",
                        "prepstation-start-cache.service",
                        "prepstation-upload.timer",
                        "prepstation-backup.timer",
                        "prepstation-hub-backup.timer")) {
            assertTrue(prerm.contains(unit), prerm);
        }
    }

    /// For each process that a unit starts beside its main one systemd resets and hangs up the unit's terminal, on which the kiosk
    /// has its display.
    @Test
    void nothing_but_the_kiosk_is_started_on_its_terminal() throws IOException {
        String kiosk = Files.readString(UNITS.resolve("prepstation-kiosk.service"));

        assertTrue(kiosk.contains("\nTTYVHangup=yes\n"), kiosk);
        assertEquals(
                List.of(
                        "ExecStart=/usr/lib/prepstation/kiosk-on-screen --data /var/lib/prepstation"
                                + " --full-screen"),
                kiosk.lines().filter(line -> line.startsWith("Exec")).toList());
    }

    /// With `-s` somebody at the bench's keyboard has another console by Ctrl+Alt+F2.
    @Test
    void nobody_leaves_the_kiosks_display_by_the_keyboard() throws IOException {
        String launcher = Files.readString(Path.of("src", "files", "lib", "kiosk-on-screen"));

        assertTrue(launcher.contains("exec cage -d -- "), launcher);
    }

    /// The programs are not installed where this runs; anything else systemd says is a mistake in a unit.
    @Test
    void systemd_understands_every_line() throws Exception {
        for (Path unit : Stream.concat(services().stream(), timers().stream()).toList()) {
            List<String> complaints =
                    Tool.run("systemd-analyze", "verify", "--man=no", unit.toString())
                            .text()
                            .lines()
                            .filter(line -> line.contains("prepstation-"))
                            .filter(line -> !line.contains("is not executable"))
                            .toList();
            assertEquals(List.of(), complaints);
        }
    }
}

package io.prepstation.hub.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.prepstation.hub.MovableClock;
import io.prepstation.hub.RunningHub;
import io.prepstation.model.record.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HubCommandTest {

    private static final String FORMULAS = RunningHub.DEMO_DATA.resolve("formulas.csv").toString();

    @TempDir Path directory;

    private final MovableClock clock = new MovableClock();
    private String data;

    @BeforeEach
    void choose() {
        data = directory.resolve("hub").toString();
    }

    @Nested
    class Without_a_hub {

        @Test
        void init_makes_one_and_shows_the_password_once() throws Exception {
            Run run = hub("init", "--tenant", "acme", "--lab", "lab-1", "--json");

            assertEquals(0, run.exit, run.err);
            assertEquals(16, Json.parseObject(run.out).path("oneTimePassword").asText().length());
        }

        @Test
        void other_commands_say_how_to_make_one() {
            assertEquals(
                    new Run(
                            1,
                            "",
                            "hub: there is no hub in " + data + "; make one with: hub init\n"),
                    hub("users", "list"));
        }

        @Test
        void wrong_usage_is_exit_2() {
            assertEquals(2, hub("init").exit);
            assertEquals(2, hub().exit);
            assertEquals(2, hub("fly").exit);
            assertEquals(
                    2, hub("init", "--tenant", "a", "--lab", "b", "--time-zone", "Mars/Base").exit);
        }
    }

    @Nested
    class With_a_hub {

        @BeforeEach
        void init() {
            assertEquals(0, hub("init", "--tenant", "acme", "--lab", "lab-1", "--demo").exit);
        }

        @Test
        void init_refuses_to_make_it_again() {
            assertEquals(
                    new Run(
                            1,
                            "",
                            "hub: there is a hub in " + data + " already; it is unchanged\n"),
                    hub("init", "--tenant", "acme", "--lab", "lab-1"));
        }

        @Test
        void data_and_json_may_stand_before_the_command_too() {
            Run before = run("--json", "--data", data, "users", "list");
            Run after = run("users", "list", "--json", "--data", data);

            assertEquals(before, after);
            assertTrue(before.out.startsWith("{\"id\":\"admin\""), before.out);
        }

        @Test
        void a_user_is_added_once() {
            assertEquals(0, addUser("mia", "lab_manager").exit);

            Run again = addUser("mia", "lab_manager");

            assertEquals(1, again.exit);
            assertTrue(again.err.contains("already"), again.err);
        }

        @Test
        void a_lab_of_another_tenant_is_added_once_and_has_people_of_its_own() {
            Run added = hub("labs", "add", "--tenant", "zeta", "--lab", "lab-9");

            assertEquals(new Run(0, "added lab-9\tzeta\tlab-9\tUTC\n", ""), added);
            Run again = hub("labs", "add", "--tenant", "acme", "--lab", "lab-9");
            assertEquals(new Run(1, "", "hub: there is a lab lab-9 already\n"), again);
            assertEquals(1, hub("labs", "add", "--tenant", "a/b", "--lab", "lab-8").exit);
            assertTrue(hub("labs", "list").out.contains("lab-9\tzeta"));
            assertEquals(
                    0,
                    hub(
                                    "users",
                                    "add",
                                    "--id",
                                    "zoe",
                                    "--name",
                                    "Zoe Ek",
                                    "--role",
                                    "administrator",
                                    "--lab",
                                    "lab-9")
                            .exit);
        }

        @Test
        void a_user_needs_a_role_and_a_lab_that_exist() {
            assertEquals(2, addUser("mia", "wizard").exit);
            Run elsewhere =
                    hub(
                            "users",
                            "add",
                            "--id",
                            "m",
                            "--name",
                            "M",
                            "--role",
                            "operator",
                            "--lab",
                            "x");
            assertEquals(new Run(1, "", "hub: there is no lab \"x\"\n"), elsewhere);
        }

        @Test
        void one_badge_belongs_to_one_user() {
            String[] badge = {"--badge", "B-1"};
            assertEquals(0, addUser("mia", "operator", badge).exit);
            assertEquals(1, addUser("tom", "operator", badge).exit);
        }

        @Test
        void formulas_are_imported_and_listed() {
            addUser("mia", "lab_manager");

            Run imported = hub("formulas", "import", FORMULAS, "--approved-by", "mia");

            assertEquals(0, imported.exit, imported.err);
            assertEquals(7, imported.out.lines().count());
            assertEquals(
                    "PRM00936\tversion 1\tapproved, in use\tPhosphate buffered saline 10x",
                    hub("formulas", "list").out.lines().findFirst().orElse(""));
        }

        @Test
        void a_file_that_is_not_there_is_named() {
            assertEquals(
                    new Run(1, "", "hub: there is no file nowhere.csv\n"),
                    hub("formulas", "import", "nowhere.csv"));
        }

        @Test
        void an_enrolment_code_is_printed_alone() {
            Run run = hub("enrol-code", "--lab", "lab-1");

            assertEquals(0, run.exit);
            assertTrue(run.out.matches("[0-9A-Z]{4}-[0-9A-Z]{4}\n"), run.out);
            assertEquals(1, hub("enrol-code", "--lab", "elsewhere").exit);
        }

        @Test
        void an_enrolment_code_is_shown_as_the_qr_code_that_the_station_reads() throws Exception {
            Run run = hub("enrol-code", "--lab", "lab-1", "--qr", "--url", "https://hub.lab:8443");

            assertEquals(0, run.exit, run.err);
            String code = run.out.strip().lines().toList().getLast();
            String read = read(run.out.lines().filter(line -> line.startsWith("\u001b")).toList());
            assertTrue(read.matches("E=https://hub.lab:8443;P=[0-9a-f]{64};K=" + code), read);
        }

        /// The characters as a camera sees them: two modules each, one above the other.
        private static String read(List<String> lines) throws Exception {
            int width = lines.getFirst().replaceAll("\u001b\\[[0-9;]*m", "").length();
            int[] pixels = new int[width * 4 * lines.size() * 8];
            for (int row = 0; row < lines.size() * 8; row++) {
                String line = lines.get(row / 8).replaceAll("\u001b\\[[0-9;]*m", "");
                for (int column = 0; column < width * 4; column++) {
                    String dark = row % 8 < 4 ? "█▀" : "█▄";
                    boolean black = dark.indexOf(line.charAt(column / 4)) >= 0;
                    pixels[row * width * 4 + column] = black ? 0xff000000 : 0xffffffff;
                }
            }
            var image = new RGBLuminanceSource(width * 4, lines.size() * 8, pixels);
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(image)))
                    .getText();
        }

        @Test
        @Tag("STO-10")
        void an_unknown_station_follows_nobody() {
            assertEquals(
                    new Run(1, "", "hub: there is no station s\n"),
                    hub("stations", "follow", "s", "t"));
        }

        @Test
        @Tag("STO-10")
        void who_follows_nobody_cannot_unfollow() {
            assertEquals(
                    new Run(1, "", "hub: there is no station s that follows another one\n"),
                    hub("stations", "unfollow", "s"));
        }

        @Test
        void an_unknown_station_cannot_be_revoked() {
            assertEquals(
                    new Run(1, "", "hub: there is no station s\n"), hub("stations", "revoke", "s"));
        }

        @Test
        @Tag("SYN-12")
        void purge_forgets_what_is_older_than_half_a_year() throws Exception {
            assertEquals(
                    new Run(0, "nothing is old enough and read by every station\n", ""),
                    hub("purge"));
            clock.advance(Duration.ofDays(181));

            Run run = hub("purge", "--json");

            assertEquals(0, run.exit, run.err);
            assertEquals(2, Json.parseObject(run.out).path("purged").asInt());
            assertTrue(hub("verify").out.startsWith("intact: "));
        }

        @Test
        void verify_says_that_it_is_intact() {
            Run run = hub("verify");

            assertEquals(0, run.exit, run.err);
            assertEquals("intact: 0 sessions, 2 audit events, 2 changes\n", run.out);
        }
    }

    private record Run(int exit, String out, String err) {}

    private Run addUser(String id, String role, String... more) {
        var arguments =
                new java.util.ArrayList<>(
                        List.of(
                                "users",
                                "add",
                                "--id",
                                id,
                                "--name",
                                "Name of " + id,
                                "--role",
                                role,
                                "--lab",
                                "lab-1"));
        arguments.addAll(List.of(more));
        return hub(arguments.toArray(String[]::new));
    }

    private Run hub(String... arguments) {
        var all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data));
        return run(all.toArray(String[]::new));
    }

    private Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                HubCommand.commandLine(clock)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        return new Run(command.execute(arguments), out.toString(), err.toString());
    }
}

package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How `scripts/prove simulation` counts nights, and the row it prints; the nights themselves are passed by nobody here.
@Tag("P6")
@Timeout(60)
class ProveTest {

    private static final Path SCRIPTS = Path.of("..", "scripts").toAbsolutePath().normalize();

    /// One module of nothing, at a commit of its own, with nights that are well unless a file says which are not.
    private static final String AS_IF =
            """
            set -euo pipefail
            source "$1/lib/environment.sh"
            source "$1/lib/nights.sh"
            source "$1/lib/recorded.sh"
            root=$2
            require_jdk25() { :; }
            build_nights() { :; }
            nights() { [ ! -e "$root/bad-$2" ] && echo "$3 nights from seed $2, all well"; }
            """;

    @TempDir Path root;

    @BeforeEach
    void something_to_compile() throws Exception {
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(root.resolve(".gitignore"), "target/\n");
        for (String module :
                List.of(
                        "station-model",
                        "batch-record",
                        "station-config",
                        "device-drivers",
                        "sync-hub",
                        "kiosk-app")) {
            Path source = Files.createDirectories(root.resolve(module + "/src"));
            Files.writeString(root.resolve(module + "/pom.xml"), "<project/>");
            Files.writeString(source.resolve("One.java"), "class One {}");
        }
        run("git init -q; git add -A; git -c user.name=a -c user.email=a@b commit -qm one");
    }

    private record Ran(int exit, List<String> lines) {

        String row() {
            List<String> rows = lines.stream().filter(line -> line.startsWith("| ")).toList();
            assertEquals(1, rows.size(), lines::toString);
            return rows.getFirst()
                    .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}", "DAY")
                    .replaceAll("\\b[0-9a-f]{12}", "COMMIT")
                    .replaceAll("after [0-9]+ s", "after N s");
        }
    }

    private Ran run(String command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("prove", ".log");
        try {
            Process bash =
                    new ProcessBuilder(
                                    "bash",
                                    "-c",
                                    AS_IF + "cd \"$root\"\n" + command,
                                    "prove",
                                    SCRIPTS.toString(),
                                    root.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            assertTrue(bash.waitFor(50, TimeUnit.SECONDS));
            return new Ran(bash.exitValue(), Files.readAllLines(said));
        } finally {
            Files.delete(said);
        }
    }

    private Ran simulation(int nights, String first) throws IOException, InterruptedException {
        return run(
                "recorded simulation '%d nights' 'from %s' simulation sqlite %d %s"
                        .formatted(nights, first, nights, first));
    }

    private List<String> slices() throws IOException {
        List<String> slices = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve("target/nights/sqlite"))) {
            String[] words = line.split(" ", -1);
            slices.add(words[2] + " " + words[3]);
        }
        return slices;
    }

    @Test
    void the_row_names_the_first_and_the_last_seed_that_was_passed() throws Exception {
        assertEquals(
                "| simulation | DAY | COMMIT | 0 … 11999 | 12000 nights | passed after N s;"
                        + " 12000 nights passed with these sources |",
                simulation(12_000, "resume").row());
        assertEquals(List.of("0 5000", "5000 5000", "10000 2000"), slices());

        assertEquals(
                "| simulation | DAY | COMMIT | 12000 … 12999 | 1000 nights | passed after N s;"
                        + " 13000 nights passed with these sources |",
                simulation(13_000, "resume").row());
    }

    @Test
    void where_nothing_is_left_there_is_no_row() throws Exception {
        simulation(1_000, "resume");

        Ran again = simulation(1_000, "resume");

        assertEquals(1, again.exit());
        assertEquals(
                List.of("nothing run: from seed 1000 on nothing is left of 1000 nights"),
                again.lines());
        assertEquals(List.of("0 1000"), slices());
    }

    @Test
    void each_seed_counts_once_and_what_was_left_out_is_passed_first() throws Exception {
        simulation(100, "0");
        simulation(100, "50");
        simulation(100, "20");

        assertEquals(
                "| simulation | DAY | COMMIT | 200 … 209 | 10 nights | passed after N s;"
                        + " 160 nights passed with these sources |",
                simulation(10, "200").row());
        assertEquals(
                "| simulation | DAY | COMMIT | 150 … 299 | 150 nights | passed after N s;"
                        + " 300 nights passed with these sources |",
                simulation(300, "resume").row());
    }

    @Test
    void a_slice_that_was_stopped_leaves_those_before_it() throws Exception {
        Path bad = Files.createFile(root.resolve("bad-5000"));

        Ran stopped = simulation(12_000, "resume");

        assertEquals(1, stopped.exit());
        assertEquals(
                "| simulation | DAY | COMMIT-changed | 0 … 9999 | 10000 nights | **failed** after N s |",
                stopped.row());
        assertEquals(List.of("0 5000"), slices());

        Files.delete(bad);
        assertEquals(
                "| simulation | DAY | COMMIT | 5000 … 11999 | 7000 nights | passed after N s;"
                        + " 12000 nights passed with these sources |",
                simulation(12_000, "resume").row());
    }

    /// It is compiled, too.
    @Test
    void a_source_that_git_does_not_know_is_a_change() throws Exception {
        simulation(10, "resume");
        Files.writeString(root.resolve("kiosk-app/src/Two.java"), "class Two {}");

        assertEquals(
                "| simulation | DAY | COMMIT-changed | 0 … 9 | 10 nights | passed after N s;"
                        + " 10 nights passed with these sources |",
                simulation(10, "resume").row());
    }
}

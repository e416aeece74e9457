package io.prepstation.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The start cache as the package's scripts make and use it, with a Java that only writes down how it was called;
/// [PackageTest] has the real one make it.
@Tag("OPS-6")
class StartCacheTest {

    private static final Path UNIT = Path.of("..", "systemd", "prepstation-start-cache.service");
    private static final String RECORDER =
            """
            #!/bin/sh
            echo "$@" >> "$(dirname "$0")/calls"
            for flag in "$@"; do
              case "$flag" in
                -XX:AOTConfiguration=*) [ -e "${flag#*=}" ] || echo learnt > "${flag#*=}" ;;
                -XX:AOTCache=*) case "$*" in *AOTMode=create*)
                  echo half > "${flag#*=}"
                  [ -z "${PULL_THE_PLUG:-}" ] || kill -9 $PPID
                  echo whole > "${flag#*=}" ;;
                esac ;;
              esac
            done
            """;

    @TempDir Path root;
    private Path java;
    private Path cache;

    @BeforeEach
    void installed() throws IOException {
        Path files = Path.of("src", "files");
        copy(files.resolve("bin"), Files.createDirectories(root.resolve("usr/bin")));
        Path lib = Files.createDirectories(root.resolve("usr/lib/prepstation"));
        copy(files.resolve("lib"), lib);
        Files.writeString(lib.resolve("java.flags"), "# all\n-Xshare:auto\n");
        Files.writeString(lib.resolve("kiosk.flags"), "-Xmx88m\n");
        Path jars = Files.createDirectories(root.resolve("usr/share/prepstation/lib"));
        Files.writeString(jars.resolve("kiosk-app-1.jar"), "a program");
        cache = Files.createDirectories(root.resolve("var/cache/prepstation"));
        java = Files.createDirectories(root.resolve("jvm"));
        Path program = Files.createDirectories(java.resolve("bin")).resolve("java");
        Files.writeString(program, RECORDER);
        executable(program);
        java("25.0.1");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                executable(Files.copy(file, to.resolve(file.getFileName())));
            }
        }
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void java(String version) throws IOException {
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private Tool run(String program, String... environment) throws Exception {
        Files.deleteIfExists(java.resolve("bin/calls"));
        Map<String, String> all = new HashMap<>(Map.of("JAVA_HOME", java.toString()));
        for (String name : environment) {
            all.put(name, "1");
        }
        return Tool.run(all, "", List.of("sh", root.resolve("usr").resolve(program).toString()));
    }

    private Tool make(String... environment) throws Exception {
        return run("lib/prepstation/make-start-cache", environment);
    }

    private List<String> calls() throws IOException {
        Path calls = java.resolve("bin/calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private List<Path> caches() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.sorted().toList();
        }
    }

    private String usedByTheKiosk() throws Exception {
        run("bin/prepstation-kiosk").good();
        Matcher flag = Pattern.compile("-XX:AOTCache=(\\S+)").matcher(calls().getFirst());
        return flag.find() ? flag.group(1) : "none";
    }

    @Test
    void a_kiosk_draws_its_first_screen_and_what_it_learnt_is_the_next_ones_start()
            throws Exception {
        assertEquals("none", usedByTheKiosk());

        make().good();

        assertEquals(2, calls().size());
        assertTrue(calls().getFirst().contains("kiosk --headless --until-drawn"));
        assertEquals(1, caches().size());
        assertEquals("whole\n", Files.readString(caches().getFirst()));
        assertEquals(caches().getFirst().toString(), usedByTheKiosk());
    }

    @Test
    void one_that_is_there_is_not_made_again() throws Exception {
        make().good();
        make().good();

        assertEquals(List.of(), calls());
    }

    /// Both may change without the other: the distribution updates Java, the package the jars.
    @Nested
    class Of_another {

        private Path first;

        @BeforeEach
        void made() throws Exception {
            make().good();
            first = caches().getFirst();
        }

        private void isMadeAnew() throws Exception {
            assertEquals("none", usedByTheKiosk());
            make().good();
            assertEquals(1, caches().size());
            assertNotEquals(first, caches().getFirst());
            assertEquals(caches().getFirst().toString(), usedByTheKiosk());
        }

        @Test
        void java() throws Exception {
            StartCacheTest.this.java("25.0.2");
            isMadeAnew();
        }

        @Test
        void program() throws Exception {
            Files.writeString(
                    root.resolve("usr/share/prepstation/lib/kiosk-app-1.jar"), "another program");
            isMadeAnew();
        }
    }

    @Test
    void a_half_one_is_never_used_and_does_not_stay() throws Exception {
        assertNotEquals(0, make("PULL_THE_PLUG").exit());
        assertEquals("none", usedByTheKiosk());

        make().good();

        assertEquals(1, caches().size());
        assertEquals("whole\n", Files.readString(caches().getFirst()));
    }

    /// As one does to see whether a machine's graphics chip draws better.
    @Test
    void flags_of_a_site_come_last_and_win() throws Exception {
        Files.deleteIfExists(java.resolve("bin/calls"));
        Tool.run(
                        Map.of(
                                "JAVA_HOME",
                                java.toString(),
                                "PREPSTATION_KIOSK_FLAGS",
                                "-Dprism.order=es2,sw"),
                        "",
                        List.of("sh", root.resolve("usr/bin/prepstation-kiosk").toString()))
                .good();

        assertTrue(calls().getFirst().contains("-Xmx88m -Dprism.order=es2,sw -cp"));
    }

    /// Everything else is read-only for it (`ProtectSystem=strict`); the kiosk, which does not write there, only reads.
    @Test
    void the_unit_that_makes_it_may_write_where_it_is_looked_for() throws IOException {
        String unit = Files.readString(UNIT);
        String launcher = Files.readString(Path.of("src/files/lib/kiosk-environment"));

        assertTrue(unit.contains("\nProtectSystem=strict\n"), unit);
        assertTrue(unit.contains("\nCacheDirectory=prepstation\n"), unit);
        assertTrue(launcher.contains("$base/var/cache/prepstation}"), launcher);
        assertTrue(unit.contains("\nExecStart=/usr/lib/prepstation/make-start-cache\n"), unit);
    }

    @Test
    void the_kiosk_asks_for_it_and_does_not_wait_for_it() throws IOException {
        String kiosk = Files.readString(UNIT.resolveSibling("prepstation-kiosk.service"));
        String unit = Files.readString(UNIT);

        assertTrue(
                kiosk.lines()
                        .anyMatch(line ->
                                line.startsWith("Wants=")
                                        && line.contains("prepstation-start-cache.service")));
        assertTrue(unit.contains("\nAfter=prepstation-kiosk.service\n"), unit);
    }
}

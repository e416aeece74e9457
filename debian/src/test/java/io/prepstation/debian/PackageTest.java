package io.prepstation.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The finished package, installed and removed by the real dpkg in a clean root.
@Tag("OPS-1")
class PackageTest {

    private static final Path PACKAGE = Path.of(System.getProperty("deb.file", ""));

    private static final String ARCHITECTURE = System.getProperty("deb.arch", "");

    @TempDir Path root;

    @BeforeEach
    void a_clean_root() throws IOException {
        Path state = Files.createDirectories(root.resolve("var/lib/dpkg"));
        Files.createDirectories(state.resolve("info"));
        Files.createDirectories(state.resolve("updates"));
        Files.createFile(state.resolve("status"));
        Files.createDirectories(root.resolve("etc"));
    }

    /// Without a chroot, which would need a whole system in the root; Java lies outside of it.
    private void dpkg(String... what) throws Exception {
        String[] command =
                Stream.concat(
                                Stream.of(
                                        "dpkg",
                                        "--root=" + root,
                                        "--force-script-chrootless",
                                        "--force-depends",
                                        "--force-confold"),
                                Stream.of(what))
                        .toArray(String[]::new);
        Tool.asRoot(command).good();
    }

    private Path at(String path) {
        return root.resolve(path);
    }

    private Tool program(String input, String name, String... arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of(at("usr/bin/" + name).toString()), Stream.of(arguments))
                        .toList();
        return Tool.run(Map.of("JAVA_HOME", System.getProperty("java.home")), input, command);
    }

    @Test
    void there_is_exactly_one_for_this_architecture() throws IOException {
        try (Stream<Path> files = Files.list(PACKAGE.toAbsolutePath().getParent())) {
            assertEquals(
                    List.of(PACKAGE.getFileName()),
                    files.map(Path::getFileName)
                            .filter(name -> name.toString().endsWith("_" + ARCHITECTURE + ".deb"))
                            .toList());
        }
    }

    @Test
    void installed_it_runs_and_removed_it_leaves_the_records() throws Exception {
        dpkg("--install", PACKAGE.toString());

        whatBelongsThereIsThere();
        stationAndHubRun();
        theStartCacheIsMadeAndFits();
        Path record = at("var/lib/prepstation/labs/acme/lab-1.db");
        Files.createDirectories(record.getParent());
        Files.writeString(record, "a record");
        Files.writeString(at("etc/prepstation/station.toml"), "[station]\nname = \"Ours\"\n");

        dpkg("--install", PACKAGE.toString());
        assertTrue(Files.readString(at("etc/prepstation/station.toml")).contains("Ours"));

        dpkg("--remove", "prepstation");
        assertFalse(Files.exists(at("usr/bin/station")));
        assertFalse(Files.exists(at("usr/share/prepstation/lib")));
        assertEquals("a record", Files.readString(record));

        dpkg("--purge", "prepstation");
        assertEquals("a record", Files.readString(record));
        assertFalse(Files.exists(at("etc/prepstation/station.toml")));
    }

    private void whatBelongsThereIsThere() throws Exception {
        for (String file :
                List.of(
                        "usr/lib/systemd/system/prepstation-kiosk.service",
                        "usr/lib/systemd/system/prepstation-hub.service",
                        "usr/lib/systemd/system/prepstation-backup.timer",
                        "usr/lib/udev/rules.d/60-prepstation.rules",
                        "usr/lib/sysusers.d/prepstation.conf",
                        "usr/lib/tmpfiles.d/prepstation.conf",
                        "usr/lib/prepstation/kiosk-on-screen",
                        "usr/lib/prepstation/make-start-cache",
                        "usr/lib/prepstation/java.flags",
                        "usr/lib/prepstation/kiosk.flags",
                        "usr/share/doc/prepstation/operations.md",
                        "etc/prepstation/station.toml",
                        "etc/pam.d/prepstation-kiosk")) {
            assertTrue(Files.exists(at(file)), file);
        }
        try (Stream<Path> wants = Files.walk(at("etc"))) {
            assertFalse(
                    wants.anyMatch(path -> path.toString().endsWith(".wants")),
                    "nothing is enabled before it is set up");
        }
        String users = Files.readString(at("etc/passwd"));
        assertTrue(users.contains("prepstation-hub:"), users);
        assertTrue(Files.isDirectory(at("var/lib/prepstation")));
        Tool depends = Tool.run("dpkg-deb", "--field", PACKAGE.toString(), "Depends").good();
        assertTrue(depends.text().contains("openjdk-25-jre | temurin-25-jre"), depends.text());
    }

    /// Java refuses to start with a cache that is not made of what it is started with, once it is told to.
    private void theStartCacheIsMadeAndFits() throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
        Tool.run(environment, "", List.of(at("usr/lib/prepstation/make-start-cache").toString()))
                .good();
        try (Stream<Path> made = Files.list(at("var/cache/prepstation"))) {
            assertEquals(1, made.filter(file -> file.toString().endsWith(".aot")).count());
        }
        Map<String, String> only = new HashMap<>(environment);
        only.put("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");
        Tool started =
                Tool.run(
                                only,
                                "",
                                List.of(
                                        at("usr/bin/prepstation-kiosk").toString(),
                                        "--headless",
                                        "--until-drawn",
                                        "--data",
                                        at("none").toString()))
                        .good();
        assertTrue(started.text().contains("drawn"), started.text());
    }

    private void stationAndHubRun() throws Exception {
        assertTrue(program("", "station", "--version").good().text().contains("prepstation"));
        program("", "station", "--config", at("etc/prepstation").toString(), "config", "check")
                .good();
        String hub = at("var/lib/prepstation-hub").toString();
        program("", "prepstation-hub", "--data", hub, "init", "--tenant", "acme", "--lab", "lab-1")
                .good();
        program(
                        "271828\n",
                        "prepstation-hub",
                        "--data",
                        hub,
                        "users",
                        "add",
                        "--id",
                        "anna",
                        "--name",
                        "Anna Ek",
                        "--role",
                        "operator",
                        "--lab",
                        "lab-1",
                        "--badge",
                        "B-0042",
                        "--pin-stdin")
                .good();
        Tool code =
                program("", "prepstation-hub", "--data", hub, "enrol-code", "--lab", "lab-1")
                        .good();
        assertTrue(code.text().strip().matches("[0-9A-Z]{4}-[0-9A-Z]{4}"), code.text());
    }
}

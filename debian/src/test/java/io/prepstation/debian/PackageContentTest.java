package io.prepstation.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies in the package, whichever architecture it is for: nothing of it is run. `scripts/prove packages` has both.
@Tag("OPS-1")
class PackageContentTest {

    private static final Path PACKAGE = Path.of(System.getProperty("deb.file", ""));
    private static final String ARCHITECTURE = System.getProperty("deb.arch", "");

    /// Where an ELF file names its machine (elf(5), `e_machine`), in two bytes, the lower one first.
    private static final int MACHINE_AT = 18;

    private static final Map<String, Integer> MACHINES = Map.of("amd64", 62, "arm64", 183);

    @TempDir static Path root;

    @BeforeAll
    static void unpacked() throws Exception {
        Tool.run("dpkg-deb", "--extract", PACKAGE.toString(), root.toString()).good();
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("usr/share/prepstation/lib"))) {
            return files.sorted().toList();
        }
    }

    /// By jar, the machines that its native libraries for Linux are for.
    private static Map<String, Set<Integer>> natives() throws IOException {
        Map<String, Set<Integer>> found = new TreeMap<>();
        for (Path file : jars()) {
            try (JarFile jar = new JarFile(file.toFile())) {
                Set<Integer> machines =
                        found.computeIfAbsent(file.getFileName().toString(), _ -> new TreeSet<>());
                for (JarEntry entry : jar.stream().filter(PackageContentTest::isNative).toList()) {
                    machines.add(machine(jar, entry));
                }
            }
        }
        found.values().removeIf(Set::isEmpty);
        return found;
    }

    private static boolean isNative(JarEntry entry) {
        return entry.getName().endsWith(".so") && !entry.getName().contains("FreeBSD");
    }

    private static int machine(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] head = in.readNBytes(MACHINE_AT + 2);
            boolean lowFirst = head[5] == 1;
            int first = head[MACHINE_AT] & 0xFF;
            int second = head[MACHINE_AT + 1] & 0xFF;
            return lowFirst ? second << 8 | first : first << 8 | second;
        }
    }

    @Test
    void it_is_named_after_what_it_says_of_itself() throws Exception {
        Map<String, String> fields =
                Tool.run(
                                "dpkg-deb",
                                "--field",
                                PACKAGE.toString(),
                                "Package",
                                "Architecture",
                                "Version")
                        .good()
                        .text()
                        .lines()
                        .map(line -> line.split(": ", 2))
                        .collect(Collectors.toMap(field -> field[0], field -> field[1]));

        assertEquals("prepstation", fields.get("Package"));
        assertEquals(ARCHITECTURE, fields.get("Architecture"));
        assertTrue(PACKAGE.toString().endsWith("_" + ARCHITECTURE + ".deb"), PACKAGE.toString());
        assertFalse(fields.get("Version").isBlank());
    }

    @Test
    void every_native_library_it_needs_is_there_for_its_machine_and_screens_for_no_other()
            throws Exception {
        Map<String, Set<Integer>> natives = natives();
        int machine = MACHINES.get(ARCHITECTURE);

        for (String part : List.of("javafx-graphics", "jssc", "sqlite-jdbc")) {
            assertTrue(
                    natives.entrySet().stream()
                            .anyMatch(jar ->
                                    jar.getKey().startsWith(part)
                                            && jar.getValue().contains(machine)),
                    part + " for " + ARCHITECTURE + " in " + natives);
        }
        natives.forEach((jar, machines) -> {
            if (jar.startsWith("javafx")) {
                assertEquals(Set.of(machine), machines, jar);
            }
        });
    }

    /// The pins are a Raspberry Pi's.
    @Test
    void the_pins_can_be_had_where_there_are_any() throws Exception {
        assertTrue(
                natives().entrySet().stream()
                        .anyMatch(jar ->
                                jar.getKey().startsWith("pi4j")
                                        && jar.getValue().contains(MACHINES.get("arm64"))));
    }

    @Test
    void programs_can_be_started_and_nothing_may_be_written_by_strangers() throws Exception {
        for (String program : List.of("station", "prepstation-kiosk", "prepstation-hub")) {
            assertTrue(Files.isExecutable(root.resolve("usr/bin").resolve(program)), program);
        }
        String listing = Tool.run("dpkg-deb", "--contents", PACKAGE.toString()).good().text();
        List<String> open =
                listing.lines()
                        .filter(line -> !line.startsWith("l"))
                        .filter(line -> line.charAt(5) == 'w' || line.charAt(8) == 'w')
                        .toList();
        assertEquals(List.of(), open);
        assertEquals(
                List.of(), listing.lines().filter(line -> !line.contains(" root/root ")).toList());
    }

    /// Its components by hash: what somebody looks up in lists of known holes is what is installed, no more and no less.
    @Test
    @Tag("OPS-7")
    void the_bill_of_materials_names_exactly_the_jars() throws Exception {
        Path bill = root.resolve("usr/share/doc/prepstation/sbom.cdx.json");
        JsonNode json = Json.parseObject(Files.readAllBytes(bill));
        Map<String, String> names = new TreeMap<>();
        for (JsonNode component : json.path("components")) {
            assertTrue(component.path("purl").asText().startsWith("pkg:maven/"), "" + component);
            names.put(sha256(component), component.path("name").asText());
        }
        Map<String, String> installed = new TreeMap<>();
        for (Path jar : jars()) {
            installed.put(sha256(jar), jar.getFileName().toString());
        }

        assertEquals("CycloneDX", json.path("bomFormat").asText());
        assertEquals("1.6", json.path("specVersion").asText());
        assertEquals(Set.of(), without(installed, names.keySet()), "in the package only");
        assertEquals(Set.of(), without(names, installed.keySet()), "in the bill only");
        assertTrue(names.size() > 50, names.size() + " are too few to be all");
    }

    private static Set<String> without(Map<String, String> all, Set<String> known) {
        Map<String, String> rest = new TreeMap<>(all);
        rest.keySet().removeAll(known);
        return new HashSet<>(rest.values());
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        throw new AssertionError("no SHA-256 of " + component);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}

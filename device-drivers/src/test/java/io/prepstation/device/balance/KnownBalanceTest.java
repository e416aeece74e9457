package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.simulator.BalanceFirmwares;
import io.prepstation.model.balance.KnownBalance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A balance in the list is whole: the four files and the page of CONTRIBUTING.md. The contract, the search and the cut cable
/// take their balances from the same list.
@Tag("WEI-1")
class KnownBalanceTest {

    private static final Path ROOT = Path.of("..");
    private static final Path PAGES = ROOT.resolve("docs/protocols");
    private static final String THIS_FILE =
            KnownBalanceTest.class.getName().replace('.', '/') + ".java";

    @ParameterizedTest
    @EnumSource
    void has_a_protocol_of_its_name(KnownBalance known) {
        BalanceProtocol protocol = BalanceProtocols.named(known.word()).orElseThrow();
        assertEquals(known.word(), protocol.name());
        assertEquals(known.code(), protocol.getClass().getSimpleName());
    }

    @ParameterizedTest
    @EnumSource
    void has_a_simulator(KnownBalance known) {
        assertTrue(BalanceFirmwares.named(known.word()).isPresent());
        assertTrue(BalanceFirmwares.identity(known.word()).serialNumber().startsWith("SIM"));
    }

    /// The generic one is nobody's.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GENERIC")
    void has_recorded_lines(KnownBalance known) {
        assertFalse(VectorLine.of(known.word()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void has_a_page_that_names_its_code(KnownBalance known) throws IOException {
        String page = Files.readString(PAGES.resolve(known.word() + ".md"));
        assertTrue(page.contains("`" + known.word() + "`"), page);
        assertTrue(page.contains("`" + known.code() + "`"), page);
        assertTrue(page.contains("`" + known.code() + "Firmware`"), page);
    }

    /// The example of CONTRIBUTING.md: whoever adds a balance writes these, and nothing else has to be told of it.
    @Test
    void stands_in_four_files_and_on_its_page_only() throws IOException {
        assertEquals(
                Set.of(
                        "device-drivers/src/main/java/io/prepstation/device/balance/SteinbergSbs.java",
                        "device-drivers/src/main/java/io/prepstation/device/simulator/SteinbergSbsFirmware.java",
                        "device-drivers/src/test/resources/balance-lines.jsonl",
                        "station-model/src/main/java/io/prepstation/model/balance/KnownBalance.java",
                        "docs/protocols/steinberg-sbs.md"),
                filesThatName(KnownBalance.STEINBERG_SBS));
    }

    @Test
    void is_shown_in_contributing_as_it_stands_in_the_tree() throws IOException {
        String guide = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
        String section =
                guide.substring(
                        guide.indexOf("## Add a balance"), guide.indexOf("## Add an entity type"));
        StringBuilder tree = new StringBuilder();
        for (String file : filesThatName(KnownBalance.STEINBERG_SBS)) {
            tree.append(Files.readString(ROOT.resolve(file)));
        }
        List<String> shown =
                Pattern.compile("(?s)```java\n(.*?)```")
                        .matcher(section)
                        .results()
                        .flatMap(block -> Stream.of(block.group(1).split("\n *\n")))
                        .toList();
        assertEquals(4, shown.size(), shown::toString);
        shown.forEach(part -> assertTrue(dense(tree.toString()).contains(dense(part)), part));
    }

    private static String dense(String code) {
        return code.replaceAll("\\s", "");
    }

    private static Set<String> filesThatName(KnownBalance balance) throws IOException {
        Set<String> naming = new TreeSet<>();
        for (Path place : places()) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    if (text.contains(balance.word()) || text.contains(balance.code())) {
                        naming.add(ROOT.relativize(file).toString());
                    }
                }
            }
        }
        naming.remove("device-drivers/src/test/java/" + THIS_FILE);
        return naming;
    }

    /// Sources, tests, scripts, packages and documents of the whole project, without what is built and without decisions.
    private static List<Path> places() throws IOException {
        List<Path> places = new ArrayList<>();
        try (Stream<Path> folders = Files.list(ROOT)) {
            folders.map(folder -> folder.resolve("src"))
                    .filter(Files::isDirectory)
                    .forEach(places::add);
        }
        try (Stream<Path> documents = Files.list(ROOT.resolve("docs"))) {
            documents.filter(each -> !each.endsWith("decisions")).forEach(places::add);
        }
        places.addAll(List.of(ROOT.resolve("scripts"), ROOT.resolve("systemd")));
        return places;
    }
}

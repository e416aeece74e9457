package io.prepstation.kiosk.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Reasons;
import io.prepstation.model.session.SessionStatus;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every text exists in every language, with the same places to fill in, and none is left over.
class BundlesTest {

    private static final Path KIOSK = Path.of("src/main/java/io/prepstation/kiosk");

    /// The screens, and what speaks to them in words.
    private static final List<Path> SOURCES =
            List.of(
                    KIOSK.resolve("ui"),
                    KIOSK.resolve("BenchDevices.java"),
                    KIOSK.resolve("TroubleWords.java"));

    private static final Pattern KEY = Pattern.compile("\"([a-z][a-z-]*(?:\\.[a-z_+-]+)+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{\\d");

    @Test
    void every_key_in_the_code_has_a_text() throws IOException {
        Set<String> known = bundle("words.properties").stringPropertyNames();

        Set<String> missing = new TreeSet<>(used());
        missing.removeAll(known);

        assertEquals(Set.of(), missing);
    }

    @Test
    void every_text_is_used() throws IOException {
        Set<String> left = new TreeSet<>(bundle("words.properties").stringPropertyNames());
        left.removeAll(used());

        assertEquals(Set.of(), left);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "zh"})
    void a_translation_has_the_same_keys_and_places(String language) {
        Properties english = bundle("words.properties");
        Properties translated = bundle("words_" + language + ".properties");

        assertEquals(
                new TreeSet<>(english.stringPropertyNames()),
                new TreeSet<>(translated.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertEquals(places(english, key), places(translated, key), key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"words.properties", "words_de.properties", "words_zh.properties"})
    void an_apostrophe_is_doubled_because_a_single_one_is_swallowed(String file) {
        Properties bundle = bundle(file);
        for (String key : bundle.stringPropertyNames()) {
            assertTrue(!bundle.getProperty(key).replace("''", "").contains("'"), key);
        }
    }

    private static Set<String> places(Properties bundle, String key) {
        return PLACE.matcher(bundle.getProperty(key))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> used() throws IOException {
        Set<String> literal = new TreeSet<>(composed());
        for (Path source : SOURCES) {
            try (Stream<Path> files = Files.walk(source)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .flatMap(BundlesTest::keys)
                        .filter(key -> !key.endsWith(".css") && !key.startsWith("glass."))
                        .filter(key -> !key.startsWith("prism.") && !key.startsWith("io."))
                        .forEach(literal::add);
            }
        }
        return literal;
    }

    private static Stream<String> keys(Path file) {
        try {
            return KEY
                    .matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keys that the code puts together from a constant's word.
    private static List<String> composed() {
        List<String> ports = List.of("not-found", "port-refused", "unplugged");
        return Stream.of(
                        Arrays.stream(SessionStatus.values())
                                .map(status -> "status." + status.word()),
                        Arrays.stream(VersionStatus.values())
                                .map(status -> "version." + status.word()),
                        Arrays.stream(Authentication.values())
                                .map(one -> "authentication." + one.word()),
                        Stream.of(
                                        Reasons.DEFAULT.giveUp(),
                                        Reasons.DEFAULT.override(),
                                        Reasons.DEFAULT.unlock(),
                                        Reasons.DEFAULT.manual(),
                                        Reasons.DEFAULT.correction(),
                                        Reasons.DEFAULT.queue())
                                .flatMap(List::stream)
                                .map(reason -> "reason." + reason.code())
                                .distinct(),
                        ports.stream().map(reason -> "balance." + reason + ".advice"))
                .flatMap(keys -> keys)
                .toList();
    }

    private static Properties bundle(String name) {
        Properties properties = new Properties();
        try (var in = Objects.requireNonNull(Words.class.getResourceAsStream(name), name);
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}

package io.prepstation.kiosk.ui.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import javafx.css.Rule;
import javafx.css.Stylesheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The screens read the stylesheets in JavaFX's binary form, which is made here from the texts people edit, and from the
/// library's: with `-Dwrite.docs=true` this test writes it.
@Tag("OPS-6")
class BinarySheetsTest {

    private static final Path SHEETS =
            Path.of("src", "main", "resources", "io", "prepstation", "kiosk", "ui", "look");

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void the_binary_sheet_says_what_the_texts_say(Theme theme) throws IOException {
        String name = Theme.fileName(theme);
        assertSays(
                name,
                Files.readString(SHEETS.resolve(name + ".css"))
                        + Files.readString(SHEETS.resolve("station.css")));
    }

    @ParameterizedTest
    @EnumSource
    void of_the_controls_sheet_the_rules_of_what_is_used_are_kept(Theme theme) throws IOException {
        assertSays("controls-" + Theme.fileName(theme), PrimerRules.of(theme).kept());
    }

    private void assertSays(String name, String css) throws IOException {
        Path text = folder.resolve(name + ".css");
        Files.writeString(text, css);
        Path made = folder.resolve(name + ".bss");
        Stylesheet.convertToBinary(text.toFile(), made.toFile());
        Path kept = SHEETS.resolve(name + ".bss");
        if (Boolean.getBoolean("write.docs")) {
            Files.copy(made, kept, StandardCopyOption.REPLACE_EXISTING);
        }

        assertEquals(
                rules(made),
                rules(kept),
                kept + " is older than its texts; this test with -Dwrite.docs=true makes it anew");
    }

    /// As texts, because JavaFX writes the same rules in other bytes each time.
    private static String rules(Path binary) throws IOException {
        List<Rule> rules = Stylesheet.loadBinary(binary.toUri().toURL()).getRules();
        assertFalse(rules.isEmpty());
        return rules.stream()
                .map(rule -> rule.getSelectors() + " " + rule.getDeclarations())
                .collect(Collectors.joining("\n"));
    }
}

package io.prepstation.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The documentation says what the schema says; `-Dwrite.docs=true` writes it anew.
@Tag("OPS-2")
class ConfigDocumentTest {

    private static final Path DOCS = Path.of("..", "docs");

    private final ConfigDocument document =
            new ConfigDocument(ConfigSchema.STATION, ConfigReader.defaults());

    @Test
    void the_page_lists_every_key() throws IOException {
        assertWritten(document.markdown(), DOCS.resolve("configuration.md"));
    }

    @Test
    void the_example_file_shows_every_key() throws IOException {
        assertWritten(document.example(), DOCS.resolve("station.example.toml"));
    }

    @Test
    void the_example_changes_nothing_and_neither_does_every_default_written_out(
            @TempDir Path directory) {
        ConfigDirectory config = new ConfigDirectory(directory);
        String defaults = ConfigReader.defaults().hash();
        config.station(document.example());
        assertEquals(defaults, config.loaded().hash());
        Pattern commentedOut = Pattern.compile("^#(?! )", Pattern.MULTILINE);
        config.station(commentedOut.matcher(document.example()).replaceAll(""));
        assertEquals(defaults, config.loaded().hash());
    }

    private static void assertWritten(String expected, Path file) throws IOException {
        if (Boolean.getBoolean("write.docs")) {
            Files.writeString(file, expected);
        }
        assertEquals(
                expected,
                Files.readString(file),
                file + " lags behind the schema; write it anew with -Dwrite.docs=true");
    }
}

package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeSqliteTest {

    private static final String PATH = "org.sqlite.lib.path";

    @TempDir Path data;

    @AfterEach
    void forget() {
        System.clearProperty(PATH);
        System.clearProperty("org.sqlite.lib.name");
    }

    @Test
    void the_library_is_kept_whole_beside_the_data_and_named_to_the_driver() throws IOException {
        NativeSqlite.keepIn(data);

        Path folder = Path.of(System.getProperty(PATH));
        assertTrue(folder.startsWith(data));
        assertEquals(List.of(System.getProperty("org.sqlite.lib.name")), names(folder));
        assertTrue(Files.size(folder.resolve(names(folder).getFirst())) > 500_000);
    }

    @Test
    void what_is_kept_is_not_written_again() throws IOException {
        NativeSqlite.keepIn(data);
        Path library = Path.of(System.getProperty(PATH), System.getProperty("org.sqlite.lib.name"));
        var written = Files.getLastModifiedTime(library);

        NativeSqlite.keepIn(data);

        assertEquals(written, Files.getLastModifiedTime(library));
    }

    @Test
    void where_nothing_can_be_kept_the_driver_does_as_ever() throws IOException {
        Files.writeString(data.resolve("cache"), "a file is in the way");

        NativeSqlite.keepIn(data);

        assertNull(System.getProperty(PATH));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

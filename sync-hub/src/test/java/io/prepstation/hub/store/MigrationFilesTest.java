package io.prepstation.hub.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-20")
class MigrationFilesTest {

    private static final Path FILES = Path.of("src/main/resources/db/migration");

    @Test
    void both_stores_have_the_same_migrations_up_to_the_newest() throws Exception {
        List<String> sqlite = names("sqlite");

        assertEquals(sqlite, names("postgresql"));
        assertTrue(
                sqlite.stream().anyMatch(name -> name.startsWith("V" + Migrations.NEWEST + "__")));
        assertEquals(sqlite.size(), Integer.parseInt(Migrations.NEWEST));
    }

    private static List<String> names(String store) throws IOException {
        try (var files = Files.list(FILES.resolve(store))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

package io.prepstation.kiosk.preparation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the sample lab's file lies in a data folder, and what lies beside it.
final class LabDatabaseFiles {

    private LabDatabaseFiles() {}

    static Path in(Path data) throws IOException {
        Path folder = Files.createDirectories(data.resolve("labs").resolve("tenant"));
        return folder.resolve("lab.db");
    }

    /// A journal belongs to the file it was written for.
    static void withoutJournal(Path file) throws IOException {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-wal"));
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
    }
}

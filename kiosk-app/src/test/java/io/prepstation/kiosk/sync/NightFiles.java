package io.prepstation.kiosk.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders as wholes.
final class NightFiles {

    private NightFiles() {}

    /// Afterwards `to` holds what `from` holds, and nothing else.
    static void copyOver(Path from, Path to) throws IOException {
        delete(to);
        for (Path file : below(from)) {
            Path copy = to.resolve(from.relativize(file).toString());
            if (file.toString().endsWith("-shm")) {
                continue;
            }
            if (Files.isDirectory(file)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path file : below(folder).reversed()) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        }
    }
}

package io.prepstation.kiosk.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Which databases of a station an earlier program made: opening one brings it to this program's form, and ends the work of a
/// former one that still runs. To be asked by who must not do that; nothing is changed.
public final class OlderFiles {

    private OlderFiles() {}

    /// The station's own first. One that cannot be read is left to who opens it.
    public static List<Path> of(Path dataFolder) {
        List<Path> older = new ArrayList<>();
        Path own = dataFolder.resolve("station.db");
        if (isOlder(own, StationDatabase.MIGRATIONS)) {
            older.add(own);
        }
        labs(dataFolder).stream()
                .filter(file -> isOlder(file, LabDatabase.MIGRATIONS))
                .forEach(older::add);
        return older;
    }

    /// The files of all labs, in the order of their names.
    public static List<Path> labs(Path dataFolder) {
        Path labs = dataFolder.resolve("labs");
        if (!Files.isDirectory(labs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(labs, 2)) {
            return files.filter(file -> file.toString().endsWith(".db")).sorted().toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    /// An empty file has no version yet.
    private static boolean isOlder(Path file, Migrations migrations) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (Connection connection = Connections.toRead(file)) {
            int version = Migrations.version(connection);
            return version > 0 && version < migrations.target();
        } catch (SQLException | StoreException unreadable) {
            return false;
        }
    }
}

package io.prepstation.hub;

import io.prepstation.hub.store.DatabaseCopy;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Copies of the hub's database in one folder, named by when they were made.
record Backups(HubDatabase database, InstantSource clock, Path folder) {

    private static final String COPY = "hub-.*\\.db";

    /// One that is younger may be under way.
    private static final Duration GIVEN_UP = Duration.ofDays(1);

    /// Makes another and deletes all but the newest. Only whole ones count.
    ///
    /// @param keep how many copies stay
    /// @return the new one
    Path make(int keep) throws StoreException {
        Path copy = folder.resolve(name(clock.instant()));
        try {
            Files.createDirectories(folder);
            forgetUnfinished();
            database.backUp(copy);
            List<Path> copies = found(COPY).sorted(Comparator.reverseOrder()).toList();
            for (Path old : copies.subList(Math.min(keep, copies.size()), copies.size())) {
                Files.delete(old);
            }
            return copy;
        } catch (IOException e) {
            throw new StoreException("cannot write a backup to " + folder, e);
        }
    }

    private static String name(Instant at) {
        return "hub-" + at.toString().replace(":", "") + ".db";
    }

    /// What a power cut or a limit of time left.
    private void forgetUnfinished() throws IOException {
        String limit = name(clock.instant().minus(GIVEN_UP));
        for (Path left : found(COPY + "\\" + DatabaseCopy.UNFINISHED).toList()) {
            if (left.getFileName().toString().compareTo(limit) < 0) {
                DatabaseCopy.forget(left);
            }
        }
    }

    private Stream<Path> found(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.getFileName().toString().matches(name))
                    .toList()
                    .stream();
        }
    }
}

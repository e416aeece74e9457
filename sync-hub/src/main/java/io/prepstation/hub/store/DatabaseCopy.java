package io.prepstation.hub.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// A copy of the hub's file, made while others write. It has its name only once it is whole and on the disk; until then it
/// is [#UNFINISHED], and nothing is left of one that did not come about.
public final class DatabaseCopy {

    /// How the name of what is no copy yet ends.
    public static final String UNFINISHED = ".unfinished";

    /// Whatever the umask says: the copy holds what the original does.
    private static final FileAttribute<?> FOR_ITS_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Jdbi original;
    private final String name;

    DatabaseCopy(Jdbi original, String name) {
        this.original = original;
        this.name = name;
    }

    /// Checks every page of both by SQLite's own means. The copy knows that it is one: put back, it begins another feed.
    ///
    /// @param to must not exist
    /// @throws StoreException if the original or the copy is damaged, or it cannot be written
    void make(Path to) throws StoreException {
        requireWhole(original, name);
        Path unfinished = Path.of(to + UNFINISHED);
        try {
            Files.createFile(unfinished, FOR_ITS_OWNER);
            try {
                fill(unfinished);
                finish(unfinished, to);
            } finally {
                forget(unfinished);
            }
        } catch (JdbiException | SQLException | IOException e) {
            throw new StoreException(
                    "cannot copy " + name + " to " + to + ": " + e.getMessage(), e);
        }
    }

    private void fill(Path copy) throws SQLException, StoreException {
        original.useHandle(handle -> {
            try (Statement statement = handle.getConnection().createStatement()) {
                statement.executeUpdate("backup to '" + copy.toString().replace("'", "''") + "'");
            }
        });
        Jdbi opened = Jdbi.create(new SqliteDialect(copy).writer());
        opened.useHandle(handle -> {
            HubIdentityTable identity = new HubIdentityTable(handle);
            identity.find()
                    .map(HubIdentity::original)
                    .ifPresent(epoch -> identity.setFeedEpoch(HubIdentity.copyOf(epoch)));
        });
        requireWhole(opened, copy.toString());
    }

    /// SQLite leaves its log beside the file where it could not bring it in, and says nothing.
    private static void finish(Path unfinished, Path to) throws IOException {
        if (Files.exists(Path.of(unfinished + "-wal"))) {
            throw new IOException("what was written last is not in the file");
        }
        force(unfinished);
        if (Files.exists(to)) {
            throw new IOException("there is a copy of that name already");
        }
        Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
        force(Objects.requireNonNull(to.toAbsolutePath().getParent()));
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// With what SQLite keeps beside a file.
    public static void forget(Path unfinished) throws IOException {
        for (String end : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(Path.of(unfinished + end));
        }
    }

    private static void requireWhole(Jdbi jdbi, String name) throws StoreException {
        String found;
        try {
            found =
                    jdbi.withHandle(handle ->
                            handle.createQuery("PRAGMA integrity_check(1)")
                                    .mapTo(String.class)
                                    .one());
        } catch (JdbiException e) {
            throw new StoreException("the database " + name + " is damaged: " + e.getMessage(), e);
        }
        if (!found.equals("ok")) {
            throw new StoreException("the database " + name + " is damaged: " + found);
        }
    }
}

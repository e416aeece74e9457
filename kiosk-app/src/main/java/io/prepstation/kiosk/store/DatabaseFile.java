package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One SQLite file as the whole program uses it: one connection that writes, connections that read beside it, live queries.
final class DatabaseFile implements AutoCloseable {

    private final Path file;
    private final Readers readers;
    private final LiveQueries live;
    private final Writer writer;

    private DatabaseFile(Path file, Readers readers, LiveQueries live, Writer writer) {
        this.file = file;
        this.readers = readers;
        this.live = live;
        this.writer = writer;
    }

    /// Opens the file, makes it if it is missing, upgrades it if it is older than the program.
    static DatabaseFile open(Path file, Migrations migrations) throws StoreException {
        makeFolder(file);
        LiveQueries live = new LiveQueries();
        Writer writer = Writer.open(file, migrations, live);
        return new DatabaseFile(file, new Readers(file, migrations), live, writer);
    }

    void whenCommitted(Consumer<Duration> listener) {
        writer.whenCommitted(listener);
    }

    Path file() {
        return file;
    }

    <T extends @Nullable Object> T write(Work<WriteHandle, T> work) throws StoreException {
        return writer.write(work);
    }

    void change(Change work) throws StoreException {
        writer.write(handle -> {
            work.with(handle);
            return true;
        });
    }

    <T extends @Nullable Object> T read(Work<ReadHandle, T> work) throws StoreException {
        return readers.read(work);
    }

    <T> LiveQuery follow(
            Set<String> tables,
            @Nullable T primed,
            Work<ReadHandle, T> query,
            Consumer<LiveValue<T>> screen) {
        return live.follow(tables, primed, () -> readers.read(query), screen);
    }

    @Override
    public void close() {
        live.close();
        writer.close();
        readers.close();
    }

    private static void makeFolder(Path file) throws StoreException {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new StoreException(
                    Reason.NOT_USABLE,
                    "The folder "
                            + folder
                            + " cannot be made ("
                            + e.getMessage()
                            + "). Check who owns it.",
                    e);
        }
    }
}

package io.prepstation.kiosk.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything one lab has on this station, in one file (STO-1). Any thread may use it.
public final class LabDatabase implements AutoCloseable {

    static final Migrations MIGRATIONS =
            Migrations.of(
                    "lab",
                    "0001-first-tables",
                    "0002-entities",
                    "0003-corrections",
                    "0004-sources",
                    "0005-audit-heads",
                    "0006-statistics",
                    "0007-balance-checks",
                    "0008-large-files",
                    "0009-attestations",
                    "0010-long-queues",
                    "0011-pour-traces",
                    "0012-search",
                    "0013-container-volume",
                    "0014-lost-by-others",
                    "0015-attachments",
                    "0016-days",
                    "0017-orphans",
                    "0018-returned",
                    "0019-came-again",
                    "0020-credentials",
                    "0021-edited-at",
                    "0022-announcements",
                    "0023-containers-weighed-from",
                    "0024-former-numbers",
                    "0025-versions-made-again");

    private final LabKey lab;
    private final DatabaseFile file;

    private LabDatabase(LabKey lab, DatabaseFile file) {
        this.lab = lab;
        this.file = file;
    }

    /// Opens a lab's file under the data folder; makes it if it is missing, upgrades it if it is older.
    ///
    /// @throws StoreException if it cannot be used: damaged, made by a newer program, not writable
    public static LabDatabase open(Path dataFolder, LabKey lab) throws StoreException {
        UnfinishedRestore.refuse(dataFolder);
        return at(lab.file(dataFolder), lab);
    }

    /// The same for a file that is not yet in its place.
    public static LabDatabase at(Path file, LabKey lab) throws StoreException {
        return new LabDatabase(lab, DatabaseFile.open(file, MIGRATIONS));
    }

    /// The same with a schema of its own, such as one with a table more.
    static LabDatabase open(Path dataFolder, LabKey lab, Migrations migrations)
            throws StoreException {
        return new LabDatabase(lab, DatabaseFile.open(lab.file(dataFolder), migrations));
    }

    public LabKey lab() {
        return lab;
    }

    public Path path() {
        return file.file();
    }

    /// Tells how long each transaction of this program took that is on the disk, on the thread that wrote.
    public void whenCommitted(Consumer<Duration> listener) {
        file.whenCommitted(listener);
    }

    /// Runs the work in one transaction, when those asked for before are over, and returns once it is on the disk.
    ///
    /// @throws StoreException if nothing of it was saved
    public <T extends @Nullable Object> T write(Work<WriteHandle, T> work) throws StoreException {
        return file.write(work);
    }

    /// The same for work without a result.
    public void change(Change work) throws StoreException {
        file.change(work);
    }

    /// Runs the work on the caller's thread, on one consistent state; never waits for a write.
    public <T extends @Nullable Object> T read(Work<ReadHandle, T> work) throws StoreException {
        return file.read(work);
    }

    /// Hands the query's value to the screen now and after each commit that touched one of the tables. The first call
    /// comes on the caller's thread, later ones on a virtual thread, one at a time.
    public <T> LiveQuery follow(
            Set<Table> tables, Work<ReadHandle, T> query, Consumer<LiveValue<T>> screen) {
        return file.follow(Table.words(tables), null, query, screen);
    }

    /// The same, with a value that is known already: the screen gets it at once instead of [LiveValue.Loading].
    public <T> LiveQuery follow(
            Set<Table> tables, T primed, Work<ReadHandle, T> query, Consumer<LiveValue<T>> screen) {
        return file.follow(Table.words(tables), primed, query, screen);
    }

    /// The same for the entities of one type, by its word.
    public <T> LiveQuery follow(
            String entityType, Work<ReadHandle, T> query, Consumer<LiveValue<T>> screen) {
        return file.follow(Set.of(entityType), null, query, screen);
    }

    @Override
    public void close() {
        file.close();
    }
}

package io.prepstation.hub.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/// The hub's database on SQLite: one writing connection, readers beside it. Safe for any thread.
///
/// A write has reached the disk when `write` returns. Other processes (the command line beside a serving hub) may use
/// the same file at the same time: each write waits up to five seconds for theirs.
public final class HubDatabase implements AutoCloseable {

    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final Duration QUEUED = Duration.ofSeconds(10);
    private static final int READERS = 4;

    private final Path file;
    private final HikariDataSource writerPool;
    private final HikariDataSource readerPool;
    private final Jdbi writer;
    private final Jdbi readers;

    private HubDatabase(Path file) {
        this.file = file;
        this.writerPool = pool(source(file, TransactionMode.IMMEDIATE), 1, null);
        this.readerPool =
                pool(source(file, TransactionMode.DEFERRED), READERS, "PRAGMA query_only = 1");
        this.writer = Jdbi.create(writerPool);
        this.readers = Jdbi.create(readerPool);
    }

    /// Creates the file if there is none and brings its schema up to date.
    public static HubDatabase create(Path file) throws StoreException {
        Migrations.run(source(file, TransactionMode.IMMEDIATE), file);
        return opened(file);
    }

    /// Opens an existing file and brings its schema up to date.
    public static HubDatabase open(Path file) throws StoreException {
        if (!Files.isRegularFile(file)) {
            throw new StoreException(
                    "there is no hub in " + file.getParent() + "; make one with: hub init");
        }
        return create(file);
    }

    private static HubDatabase opened(Path file) throws StoreException {
        HubDatabase database = new HubDatabase(file);
        try {
            database.readers.useHandle(DurableSettings::require);
            database.writer.useHandle(DurableSettings::require);
            return database;
        } catch (JdbiException | IllegalStateException e) {
            database.close();
            throw StoreException.of(file, e);
        }
    }

    /// Runs the work in one transaction that writes; all of it is kept or nothing.
    public <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work)
            throws X, StoreException {
        return in(writer, work);
    }

    /// Runs the work on one consistent state of the database.
    public <T extends @Nullable Object, X extends Exception> T read(Work<T, X> work)
            throws X, StoreException {
        return in(readers, work);
    }

    @Override
    public void close() {
        readerPool.close();
        writerPool.close();
    }

    private <T extends @Nullable Object, X extends Exception> T in(Jdbi jdbi, Work<T, X> work)
            throws X, StoreException {
        try {
            return jdbi.inTransaction(handle -> work.on(new Tables(handle)));
        } catch (JdbiException e) {
            throw StoreException.of(file, e);
        }
    }

    private static DataSource source(Path file, TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(Math.toIntExact(BUSY.toMillis()));
        config.setTransactionMode(mode);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static HikariDataSource pool(DataSource source, int size, @Nullable String first) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(QUEUED.toMillis());
        config.setMaxLifetime(0);
        config.setConnectionInitSql(first);
        return new HikariDataSource(config);
    }
}

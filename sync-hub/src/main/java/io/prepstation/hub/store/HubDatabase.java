package io.prepstation.hub.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// The hub's database. Safe for any thread.
///
/// A write has reached the disk when `write` returns. Other processes (the command line beside a serving hub, other
/// nodes) may use the same database at the same time.
public final class HubDatabase implements AutoCloseable {

    private static final Duration QUEUED = Duration.ofSeconds(10);
    private static final int READERS = 4;

    /// How often a transaction is done again that met another one at the same rows.
    private static final int ROUNDS = 8;

    /// One for all, because it remembers the statements it has read.
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private final Dialect dialect;
    private final HikariDataSource writerPool;
    private final HikariDataSource readerPool;
    private final Jdbi writer;
    private final Jdbi readers;
    private final List<Runnable> changed = new CopyOnWriteArrayList<>();
    private final List<Consumer<Duration>> timed = new CopyOnWriteArrayList<>();
    private final List<Notifications> notifications = new CopyOnWriteArrayList<>();

    private HubDatabase(Dialect dialect) {
        this.dialect = dialect;
        this.writerPool = pool(dialect.writer(), dialect.writers(), null);
        this.readerPool = pool(dialect.reader(), READERS, dialect.beginReading());
        this.writer = jdbi(writerPool, dialect);
        this.readers = jdbi(readerPool, dialect);
    }

    private static Jdbi jdbi(DataSource source, Dialect dialect) {
        Jdbi jdbi = Jdbi.create(source);
        jdbi.setStatementBuilderFactory(dialect.statements());
        jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
        return jdbi;
    }

    /// The database of a data directory, a new file if it names none and has none, with its schema up to date.
    public static HubDatabase create(DataDirectory directory) throws StoreException {
        Optional<String> url = directory.databaseUrl();
        return url.isPresent()
                ? opened(new PostgresDialect(url.get()), true)
                : create(directory.database());
    }

    /// The database of a data directory in which a hub was made.
    public static HubDatabase open(DataDirectory directory) throws StoreException {
        return directory.databaseUrl().isPresent() ? create(directory) : open(directory.database());
    }

    /// Creates the file if there is none and brings its schema up to date.
    public static HubDatabase create(Path file) throws StoreException {
        return opened(new SqliteDialect(file), Files.exists(file));
    }

    /// Opens an existing file and brings its schema up to date.
    public static HubDatabase open(Path file) throws StoreException {
        if (!Files.isRegularFile(file)) {
            throw new StoreException(
                    "there is no hub in " + file.getParent() + "; make one with: hub init");
        }
        return create(file);
    }

    private static HubDatabase opened(Dialect dialect, boolean exists) throws StoreException {
        Migrations.run(dialect, exists);
        HubDatabase database = new HubDatabase(dialect);
        try {
            database.readers.useHandle(dialect::requireDurable);
            database.writer.useHandle(dialect::requireDurable);
            return database;
        } catch (JdbiException | IllegalStateException e) {
            database.close();
            throw StoreException.of(dialect.name(), e);
        }
    }

    /// Runs the work in one transaction that writes; all of it is kept or nothing. The work may run more than once, if it
    /// met another transaction at the same rows; then what it did before is undone.
    public <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work)
            throws X, StoreException {
        long begun = System.nanoTime();
        T result = written(work);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        timed.forEach(listener -> listener.accept(took));
        changed.forEach(Runnable::run);
        return result;
    }

    /// Runs the work on one consistent state of the database.
    public <T extends @Nullable Object, X extends Exception> T read(Work<T, X> work)
            throws X, StoreException {
        try {
            return in(readers, work);
        } catch (JdbiException e) {
            throw StoreException.of(dialect.name(), e);
        }
    }

    /// Tells how long each write of this process took that was kept; it must not block.
    public void whenWritten(Consumer<Duration> listener) {
        timed.add(listener);
    }

    /// Runs something after each write of this process, and of other nodes where they say so; it must not block.
    public void whenChanged(Runnable run) {
        changed.add(run);
        dialect.listen(run).ifPresent(notifications::add);
    }

    /// Copies the state of one moment, while others write. See [DatabaseCopy].
    ///
    /// @param to must not exist
    /// @throws StoreException if the database or the copy is damaged, or it is no SQLite file
    public void backUp(Path to) throws StoreException {
        if (!(dialect instanceof SqliteDialect)) {
            throw new StoreException(
                    dialect.name() + " is backed up by the server's own means, such as pg_dump");
        }
        new DatabaseCopy(readers, dialect.name()).make(to);
    }

    @Override
    public void close() {
        notifications.forEach(Notifications::close);
        readerPool.close();
        writerPool.close();
    }

    private <T extends @Nullable Object, X extends Exception> T written(Work<T, X> work)
            throws X, StoreException {
        for (int round = 1; ; round++) {
            try {
                return in(writer, work);
            } catch (JdbiException e) {
                if (round == ROUNDS || !dialect.isOfATie(e)) {
                    throw StoreException.of(dialect.name(), e);
                }
            }
        }
    }

    private <T extends @Nullable Object, X extends Exception> T in(Jdbi jdbi, Work<T, X> work)
            throws X {
        return jdbi.inTransaction(handle -> work.on(new Tables(handle, dialect)));
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

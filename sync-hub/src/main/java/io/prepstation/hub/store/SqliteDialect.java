package io.prepstation.hub.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A file of SQLite: one writer at a time, so a transaction that writes has everything to itself from its begin.
record SqliteDialect(Path file) implements Dialect {

    private static final Duration BUSY = Duration.ofSeconds(20);

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public String migrations() {
        return "classpath:db/migration/sqlite";
    }

    @Override
    public String hasTable() {
        return "SELECT 1 FROM sqlite_schema WHERE name = :name";
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public String forUpdate() {
        return "";
    }

    @Override
    public String forUpdateInOrder() {
        return "";
    }

    @Override
    public String forChangeInOrder() {
        return "";
    }

    @Override
    public String aside(String column) {
        return "+" + column;
    }

    @Override
    public List<Long> nextNumbers(Handle handle, int many) {
        long last = moveLastNumber(handle, many);
        return LongStream.rangeClosed(last - many + 1, last).boxed().toList();
    }

    @Override
    public void takeBackNumbers(Handle handle, int many) {
        var _ = moveLastNumber(handle, -many);
    }

    private static long moveLastNumber(Handle handle, int by) {
        return handle.createQuery("UPDATE entity_numbers SET last = last + :by RETURNING last")
                .bind("by", by)
                .map((row, context) -> row.getLong(1))
                .one();
    }

    @Override
    public String lastNumber() {
        return "SELECT last FROM entity_numbers";
    }

    @Override
    public String skipNumbers() {
        return "UPDATE entity_numbers SET last = last + :many RETURNING last";
    }

    /// Such a table is numbered by itself; where a restore leaves out a million of the others, its numbers go on behind
    /// that million too.
    @Override
    public String newNumber(String table) {
        return "SELECT max(coalesce((SELECT max(id) FROM %1$s), 0), last / %2$d * %2$d) + 1 FROM entity_numbers"
                .formatted(table, EntityTable.LEFT_OUT);
    }

    @Override
    public void serialise(Handle handle) {
        // The transaction began with the only lock there is.
    }

    @Override
    public boolean isOfItsContent(JdbiException failure) {
        return StoreException.rootOf(failure) instanceof SQLiteException sqlite
                && (sqlite.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }

    /// One writer at a time: such a key is in the row.
    @Override
    public boolean isOfATakenKey(JdbiException failure) {
        return isOfItsContent(failure);
    }

    @Override
    public boolean isOfATie(JdbiException failure) {
        return false;
    }

    @Override
    public void requireDurable(Handle handle) {
        DurableSettings.require(handle);
    }

    /// The command line beside a serving hub is not told; the hub looks now and then.
    @Override
    public void announce(Handle handle) {
        // One process serves from a file.
    }

    @Override
    public Optional<Notifications> listen(Runnable changed) {
        return Optional.empty();
    }

    @Override
    public StatementBuilderFactory statements() {
        return new KeptStatements();
    }

    @Override
    public DataSource writer() {
        return source(TransactionMode.IMMEDIATE);
    }

    @Override
    public DataSource reader() {
        return source(TransactionMode.DEFERRED);
    }

    @Override
    public String beginReading() {
        return "PRAGMA query_only = 1";
    }

    private DataSource source(TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(Math.toIntExact(BUSY.toMillis()));
        config.setTransactionMode(mode);
        // Nobody asks for generated keys; the driver would read one after every insert.
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}

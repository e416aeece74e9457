package io.prepstation.hub.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.postgresql.ds.PGSimpleDataSource;

/// PostgreSQL: several transactions write at once, of this node and of others. Rows they share are locked as they are
/// read; numbers of feed and audit trail are given under a lock that is taken last and held to the commit.
///
/// @param url `jdbc:postgresql://host/database`; the password comes from PGPASSFILE, never from here. Its `options` come
///     behind ours, but for the isolation
record PostgresDialect(String url) implements Dialect {

    /// Any number that nobody else uses in this database.
    private static final long NUMBERS = 0x7072657073746174L;

    private static final int WRITERS = 8;
    private static final int FETCH_ROWS = 500;
    private static final String TAKEN_KEY = "23505";

    /// A key that fits into no page of an index, for one.
    private static final String TOO_LARGE = "54000";

    private static final Set<String> TIES = Set.of(TAKEN_KEY, "40001", "40P01");

    /// A node that stops in the middle of a transaction lets go of its locks after this time.
    private static final String LIMITS =
            "-c idle_in_transaction_session_timeout=10000 -c lock_timeout=8000 -c synchronous_commit=on";

    @Override
    public String name() {
        return url;
    }

    @Override
    public String migrations() {
        return "classpath:db/migration/postgresql";
    }

    @Override
    public String hasTable() {
        return "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = :name";
    }

    @Override
    public int writers() {
        return WRITERS;
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public String forUpdateInOrder() {
        return " ORDER BY id FOR UPDATE";
    }

    @Override
    public String forChangeInOrder() {
        return " ORDER BY id FOR NO KEY UPDATE";
    }

    /// It knows how many rows there are.
    @Override
    public String aside(String column) {
        return column;
    }

    @Override
    public List<Long> nextNumbers(Handle handle, int many) {
        return handle.createQuery("SELECT nextval('entity_numbers') FROM generate_series(1, :many)")
                .bind("many", many)
                .map((row, context) -> row.getLong(1))
                .list();
    }

    @Override
    public void takeBackNumbers(Handle handle, int many) {
        // Another transaction may have the next ones already.
    }

    @Override
    public String lastNumber() {
        return "SELECT last_value FROM entity_numbers";
    }

    @Override
    public String skipNumbers() {
        return "SELECT setval('entity_numbers', nextval('entity_numbers') + :many), %s, %s"
                .formatted(skipped("ingredients"), skipped("formulas"));
    }

    private static String skipped(String table) {
        return "setval(%1$s, nextval(%1$s) + :many)".formatted(numbers(table));
    }

    @Override
    public String newNumber(String table) {
        return "SELECT nextval(" + numbers(table) + ")";
    }

    /// The sequence behind a table's ids.
    private static String numbers(String table) {
        return "pg_get_serial_sequence('%s', 'id')".formatted(table);
    }

    @Override
    public void serialise(Handle handle) {
        handle.createQuery("SELECT 1 FROM (SELECT pg_advisory_xact_lock(:lock)) AS locked")
                .bind("lock", NUMBERS)
                .mapTo(int.class)
                .one();
    }

    /// A key that exists already may be another transaction's that was faster, so it is a tie.
    @Override
    public boolean isOfItsContent(JdbiException failure) {
        String state = state(failure);
        return (state.startsWith("22") || state.startsWith("23") || state.equals(TOO_LARGE))
                && !TIES.contains(state);
    }

    @Override
    public boolean isOfATakenKey(JdbiException failure) {
        return state(failure).equals(TAKEN_KEY);
    }

    @Override
    public boolean isOfATie(JdbiException failure) {
        return TIES.contains(state(failure));
    }

    @Override
    public void requireDurable(Handle handle) {
        require(handle, "synchronous_commit", "on");
        require(handle, "fsync", "on");
        require(handle, "full_page_writes", "on");
    }

    /// The driver keeps them.
    @Override
    public StatementBuilderFactory statements() {
        return DefaultStatementBuilder.FACTORY;
    }

    @Override
    public DataSource writer() {
        return source("READ COMMITTED");
    }

    @Override
    public DataSource reader() {
        return source("REPEATABLE READ");
    }

    @Override
    public String beginReading() {
        return "SET default_transaction_read_only = on";
    }

    /// Wakes every node that waits for changes, when this transaction is committed.
    @Override
    public void announce(Handle handle) {
        handle.createQuery("SELECT pg_notify(:channel, '')")
                .bind("channel", Notifications.CHANNEL)
                .mapTo(String.class)
                .one();
    }

    @Override
    public Optional<Notifications> listen(Runnable changed) {
        return Optional.of(Notifications.on(reader(), changed));
    }

    private DataSource source(String isolation) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        String named = source.getOptions();
        source.setOptions(
                LIMITS
                        + (named == null ? "" : " " + named)
                        + " -c default_transaction_isolation="
                        + isolation.replace(" ", "\\ "));
        source.setDefaultRowFetchSize(FETCH_ROWS);
        source.setApplicationName("prepstation-hub");
        return source;
    }

    private static void require(Handle handle, String setting, String expected) {
        String actual = handle.createQuery("SHOW " + setting).mapTo(String.class).one();
        if (!actual.equals(expected)) {
            throw new IllegalStateException(setting + " is " + actual + ", not " + expected);
        }
    }

    private static String state(JdbiException failure) {
        return StoreException.rootOf(failure) instanceof SQLException sql
                        && sql.getSQLState() != null
                ? sql.getSQLState()
                : "";
    }
}

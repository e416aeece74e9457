package io.prepstation.hub.store;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementBuilderFactory;

/// In what the two stores differ.
interface Dialect {

    /// The database as messages call it.
    String name();

    /// Where the migrations lie.
    String migrations();

    /// The query whether a database has a table: `:name`.
    String hasTable();

    /// How many connections may write at the same time.
    int writers();

    /// What a SELECT ends with that locks the rows it found until the transaction ends.
    String forUpdate();

    /// The same for many rows, which are locked in the order of their ids, so that two transactions that lock rows of one
    /// table by one such statement do not wait for each other. With several statements they may; then the database ends one
    /// of them, which is done again.
    String forUpdateInOrder();

    /// The same, letting others refer to those rows meanwhile.
    String forChangeInOrder();

    /// A column in a condition by which no index is to be chosen: the rows are wanted in the order of another one, and few
    /// of them.
    String aside(String column);

    /// Numbers that no entity had before, rising.
    List<Long> nextNumbers(Handle handle, int many);

    /// Takes back as many of the numbers that this transaction was given last; where others may have been given numbers
    /// meanwhile, nobody ever has these.
    void takeBackNumbers(Handle handle, int many);

    /// The query for the last such number.
    String lastNumber();

    /// Leaves out so many numbers (`:many`).
    String skipNumbers();

    /// The query for the number of a new row of a table that is numbered by itself, which none that a copy of the database lost
    /// ever had.
    String newNumber(String table);

    /// Waits until every other transaction that gave numbers of the feed or the audit trail has ended, so that the order
    /// of the numbers is the order of the commits.
    void serialise(Handle handle);

    /// Whether a statement failed for what is in its row, and not for what somebody else does at the same time.
    boolean isOfItsContent(JdbiException failure);

    /// Whether a statement failed for a key that another row has, written before by this transaction or by somebody else.
    boolean isOfATakenKey(JdbiException failure);

    /// Whether a transaction failed only because another one was at the same rows: done again it will succeed.
    boolean isOfATie(JdbiException failure);

    /// Makes sure that a connection just opened keeps what is written to it.
    ///
    /// @throws IllegalStateException naming the setting that is not as it must be
    void requireDurable(Handle handle);

    /// What a reading connection is told first.
    String beginReading();

    /// Tells other nodes that there are changes, when this transaction is committed.
    void announce(Handle handle);

    /// Runs something whenever another node has committed changes; empty if there are no other nodes.
    Optional<Notifications> listen(Runnable changed);

    /// How the statements of the pool of one DataSource are made.
    StatementBuilderFactory statements();

    DataSource writer();

    DataSource reader();
}

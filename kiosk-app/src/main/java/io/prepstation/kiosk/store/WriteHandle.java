package io.prepstation.kiosk.store;

import io.prepstation.model.record.ChainHead;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one transaction that writes at this moment: all of it is committed, or nothing.
public final class WriteHandle extends ReadHandle {

    private final VerifiedConnection connection;
    private final Memo memo;
    private final @Nullable ChainHead trailBefore;
    private @Nullable ChainHead appended;

    /// A part of a transaction.
    @FunctionalInterface
    interface Part<E extends Exception> {
        void write() throws E;
    }

    /// @param trailBefore the end of the audit trail before this transaction; null if nobody knows
    WriteHandle(VerifiedConnection connection, Memo memo, @Nullable ChainHead trailBefore) {
        super(connection.sql(), connection.version());
        this.connection = connection;
        this.memo = memo;
        this.trailBefore = trailBefore;
    }

    /// Writes a part of which all stays or nothing, so that the transaction may go on where it does not fit.
    <E extends Exception> void whole(Part<E> part) throws E {
        ChainHead before = appended;
        boolean undoable = true;
        boolean done = false;
        sql().run("SAVEPOINT part");
        try {
            part.write();
            done = true;
        } catch (SqlFailure e) {
            // Any other failure may have ended the transaction, and ends it for whoever began it.
            undoable = e.isConstraint();
            throw e;
        } finally {
            if (!done && undoable) {
                appended = before;
                sql().run("ROLLBACK TO part");
            }
            if (undoable) {
                sql().run("RELEASE part");
            }
        }
    }

    @Override
    @Nullable ChainHead trailEnd() {
        return appended == null ? trailBefore : appended;
    }

    @Override
    public <T> T remembered(Set<Table> tables, Object key, Supplier<T> reading) {
        return memo.get(connection.touched(), tables, key, reading);
    }

    /// The end of the audit trail that this transaction commits; must be found again after any reopening.
    void appended(ChainHead head) {
        appended = head;
    }

    @Nullable ChainHead appended() {
        return appended;
    }
}

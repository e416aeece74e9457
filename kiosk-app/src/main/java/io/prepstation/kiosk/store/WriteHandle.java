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

    /// @param trailBefore the end of the audit trail before this transaction; null if nobody knows
    WriteHandle(VerifiedConnection connection, Memo memo, @Nullable ChainHead trailBefore) {
        super(connection.sql(), connection.version());
        this.connection = connection;
        this.memo = memo;
        this.trailBefore = trailBefore;
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

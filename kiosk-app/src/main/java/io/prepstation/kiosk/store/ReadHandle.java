package io.prepstation.kiosk.store;

import io.prepstation.model.record.ChainHead;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One consistent view of a database whose schema was verified in the same transaction (STO-2).
///
/// It is good for the one piece of work it was given to, on that thread; never keep it.
public sealed class ReadHandle permits WriteHandle {

    private final Sql sql;
    private final int schemaVersion;

    ReadHandle(Sql sql, int schemaVersion) {
        this.sql = sql;
        this.schemaVersion = schemaVersion;
    }

    Sql sql() {
        return sql;
    }

    /// Something read from these tables, perhaps earlier, if nobody has changed them since.
    ///
    /// @param key names what is read, such as a list of its parameters
    public <T> T remembered(Set<Table> tables, Object key, Supplier<T> reading) {
        return reading.get();
    }

    /// The end of the audit trail, where it is known without reading it.
    @Nullable ChainHead trailEnd() {
        return null;
    }

    int schemaVersion() {
        return schemaVersion;
    }
}

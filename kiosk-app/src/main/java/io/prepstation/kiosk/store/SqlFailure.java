package io.prepstation.kiosk.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/// Carries a failure of SQLite out of the work it stopped, to where it becomes a [StoreException].
final class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int PRIMARY_CODE = 0xff;

    private final SQLException cause;

    SqlFailure(String statement, SQLException cause) {
        super(statement, cause);
        this.cause = cause;
    }

    SQLException sql() {
        return cause;
    }

    /// Whether a rule of the database forbade it; the transaction may go on then.
    boolean isConstraint() {
        return (cause.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }
}

package io.prepstation.kiosk.store;

import java.sql.SQLException;

/// Carries a failure of SQLite out of the work it stopped, to where it becomes a [StoreException].
final class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final SQLException cause;

    SqlFailure(String statement, SQLException cause) {
        super(statement, cause);
        this.cause = cause;
    }

    SQLException sql() {
        return cause;
    }
}

package io.prepstation.hub.store;

import java.sql.SQLTransientException;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The data directory or its database did not do what was asked; nothing of the transaction was kept.
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1;

    private static final Pattern TEMPORARY = Pattern.compile("08.*|40.*|53.*|55P03|57P0.*");

    private static final String DATA = "22";

    private final boolean temporary;

    public StoreException(String message) {
        super(message);
        this.temporary = false;
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
        this.temporary = isTemporary(cause);
    }

    static StoreException of(String database, RuntimeException failure) {
        return new StoreException(
                "the database " + database + " refused: " + rootOf(failure).getMessage(), failure);
    }

    /// Whether the same call may succeed a moment later: another process was writing.
    public boolean temporary() {
        return temporary;
    }

    /// Whether a text or number of the request cannot be kept, such as a text with a zero byte: it will be refused again.
    public boolean isOfContent() {
        return rootOf(this) instanceof PSQLException postgres
                && postgres.getSQLState() != null
                && postgres.getSQLState().startsWith(DATA);
    }

    private static boolean isTemporary(Throwable failure) {
        Throwable root = rootOf(failure);
        return isTemporaryPostgres(root)
                || root instanceof SQLTransientException
                || (root instanceof SQLiteException sqlite
                        && (sqlite.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code);
    }

    /// The connection broke, the server restarts, somebody holds a lock for too long.
    private static boolean isTemporaryPostgres(Throwable root) {
        return root instanceof PSQLException postgres
                && postgres.getSQLState() != null
                && TEMPORARY.matcher(postgres.getSQLState()).matches();
    }

    static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}

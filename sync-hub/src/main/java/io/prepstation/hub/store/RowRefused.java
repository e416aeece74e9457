package io.prepstation.hub.store;

/// The database refuses a row for what is in it: sent again it will be refused again.
public final class RowRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    RowRefused(Throwable cause) {
        super(StoreException.rootOf(cause).getMessage(), cause);
    }
}

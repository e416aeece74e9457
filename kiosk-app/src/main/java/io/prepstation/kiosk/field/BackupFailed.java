package io.prepstation.kiosk.field;

/// A backup could not be made or restored; the message says what to do. What was there before is unchanged.
public final class BackupFailed extends Exception {

    private static final long serialVersionUID = 1;

    public BackupFailed(String message) {
        super(message);
    }

    public BackupFailed(String message, Throwable cause) {
        super(message, cause);
    }
}

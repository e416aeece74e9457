package io.prepstation.kiosk.command;

/// A command cannot do what it was asked: its message is all that is printed.
final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    /// @param message what happened, to what, what to do
    CommandFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    CommandFailed(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /// What is printed of it.
    String told() {
        return "station: " + getMessage();
    }

    int exitCode() {
        return exitCode;
    }
}

package io.prepstation.kiosk.command;

/// What the exit status of every command says.
final class ExitCode {

    static final int OK = 0;

    /// Found nothing, or a check failed.
    static final int NOT_FOUND = 1;

    /// The command line itself is wrong.
    static final int USAGE = 2;

    /// Nothing is wrong here, but it cannot be done now: try again later.
    static final int TRY_AGAIN = 75;

    private ExitCode() {}
}

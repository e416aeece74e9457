package io.prepstation.device;

/// The one checked exception of this module: a device could not be opened, read or written.
///
/// The message names the port and what the system said; [#problem] is what a driver decides by.
public final class DeviceException extends Exception {

    /// What went wrong, in terms a driver can turn into a status.
    public enum Problem {
        /// There is no such port, command or file.
        NOT_FOUND,
        /// It exists but may not be used, or another program holds it.
        REFUSED,
        /// It broke while in use.
        BROKEN
    }

    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final String detail;

    public DeviceException(Problem problem, String message) {
        super(message);
        this.problem = problem;
        this.detail = message;
    }

    public DeviceException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
        this.detail = message;
    }

    public Problem problem() {
        return problem;
    }

    /// The message.
    public String detail() {
        return detail;
    }
}

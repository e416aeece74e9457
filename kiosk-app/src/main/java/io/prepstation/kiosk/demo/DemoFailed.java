package io.prepstation.kiosk.demo;

/// The story did not go as it must; the message says at which point and what was seen last.
public final class DemoFailed extends Exception {

    private static final long serialVersionUID = 1;

    public DemoFailed(String message) {
        super(message);
    }

    public DemoFailed(String message, Throwable cause) {
        super(message, cause);
    }
}

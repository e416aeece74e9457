package io.prepstation.kiosk.ui.balance;

/// One thing there is to know of the balance.
public record Fact(String name, String value, Mark mark) {

    /// How a check went.
    public enum Mark {
        NONE,
        PASSED,
        FAILED
    }

    public Fact(String name, String value) {
        this(name, value, Mark.NONE);
    }
}

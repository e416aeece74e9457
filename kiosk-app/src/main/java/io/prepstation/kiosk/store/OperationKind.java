package io.prepstation.kiosk.store;

import java.util.Locale;

/// What an operation asks of the hub.
public enum OperationKind {
    /// Something new, such as a running session or a lot; by `POST /api/sync/push` like the next two.
    CREATE(1),
    /// Some fields of something changed.
    UPDATE(1),
    /// Something was deleted.
    DELETE(1),
    /// A finished session is sent whole, by `POST /api/sync/upload`.
    UPLOAD(0);

    private final int priority;

    OperationKind(int priority) {
        this.priority = priority;
    }

    /// The lower, the earlier.
    int priority() {
        return priority;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OperationKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

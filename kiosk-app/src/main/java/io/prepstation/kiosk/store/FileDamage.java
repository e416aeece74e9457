package io.prepstation.kiosk.store;

import java.util.Optional;

/// What SQLite itself finds wrong with a file: pages, indexes, types, and rows that belong to nothing.
public final class FileDamage {

    private FileDamage() {}

    /// The first damage; empty if there is none. Reads the whole file.
    public static Optional<String> first(ReadHandle handle) {
        return handle.sql()
                .first("PRAGMA integrity_check(1)", row -> row.getString(1))
                .filter(answer -> !answer.equals("ok"))
                .or(() -> strayRow(handle));
    }

    private static Optional<String> strayRow(ReadHandle handle) {
        return handle.sql()
                .first(
                        "PRAGMA foreign_key_check",
                        row ->
                                "row %s of %s belongs to nothing in %s"
                                        .formatted(
                                                row.getString(2),
                                                row.getString(1),
                                                row.getString(3)));
    }
}

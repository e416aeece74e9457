package io.prepstation.kiosk.store;

/// Makes the disk full for the one connection that writes: SQLite answers SQLITE_FULL as it does at the end of a disk.
public final class DiskLimit {

    private DiskLimit() {}

    /// The limit ends with the connection, which is not used again after the failure.
    ///
    /// @param pages how many more the file may take
    public static void pagesLeft(LabDatabase database, int pages) throws StoreException {
        database.write(handle -> {
            long used =
                    handle.sql().first("PRAGMA page_count", row -> row.getLong(1)).orElseThrow();
            // It answers with a row, and a row that is not read keeps its snapshot from every
            // checkpoint.
            return handle.sql()
                    .first("PRAGMA max_page_count = " + (used + pages), row -> row.getLong(1))
                    .orElseThrow();
        });
    }
}

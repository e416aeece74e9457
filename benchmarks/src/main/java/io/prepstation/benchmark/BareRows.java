package io.prepstation.benchmark;

import java.sql.SQLException;

/// What one side of a floor has in its file, by batch.
interface BareRows extends AutoCloseable {

    /// What the station sends, of rows that it reads.
    String body(int batch) throws SQLException;

    /// Keeps what the batch leaves at this side, in one transaction on the disk.
    void keep(int batch) throws SQLException;

    @Override
    void close() throws SQLException;
}

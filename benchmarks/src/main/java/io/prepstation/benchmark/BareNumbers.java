package io.prepstation.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// The least that replacing a temporary id costs: the statements that change its rows, in a copy of a station's file with its
/// indexes, foreign keys and triggers. Nothing is looked at.
final class BareNumbers implements AutoCloseable {

    private static final List<String> TABLES =
            List.of("id_mapping", "lots", "containers", "outbox", "outbox_ref");

    private final Connection file;
    private final PreparedStatement mapping;
    private final PreparedStatement row;
    private final PreparedStatement operations;
    private final PreparedStatement references;

    /// @param copy of a station's file with lots; it is written to
    BareNumbers(Path copy) throws SQLException {
        this.file = BareFile.open(copy);
        BareFile.run(file, "BEGIN IMMEDIATE");
        this.mapping =
                file.prepareStatement(
                        "UPDATE id_mapping SET real_id = ?, synced_at = ? WHERE temp_id = ?");
        this.row = file.prepareStatement("UPDATE lots SET id = ? WHERE id = ?");
        this.operations =
                file.prepareStatement(
                        "UPDATE outbox SET entity_id = ? WHERE entity_type = ? AND entity_id = ?");
        this.references =
                file.prepareStatement(
                        "UPDATE outbox_ref SET ref_id = ? WHERE ref_type = ? AND ref_id = ?");
    }

    /// In the one transaction of this floor.
    ///
    /// @return nanoseconds
    long settle(String type, String tempId, String realId, Instant now) {
        try {
            long start = System.nanoTime();
            run(mapping, realId, now.toEpochMilli(), tempId);
            run(row, realId, tempId);
            run(operations, realId, type, tempId);
            run(references, realId, type, tempId);
            return System.nanoTime() - start;
        } catch (SQLException e) {
            throw new IllegalStateException("the floor failed", e);
        }
    }

    private static void run(PreparedStatement statement, Object... values) throws SQLException {
        for (int column = 0; column < values.length; column++) {
            statement.setObject(column + 1, values[column]);
        }
        if (statement.executeUpdate() == 0) {
            throw new IllegalStateException("the floor changes nothing");
        }
    }

    /// Ends the transaction.
    ///
    /// @param ours the station's file
    /// @throws IOException if the rows are not the same as ours
    void requireSame(Path ours) throws IOException, SQLException {
        BareFile.run(file, "COMMIT");
        BareFile.requireSame(file, ours, TABLES);
    }

    @Override
    public void close() throws SQLException {
        mapping.close();
        row.close();
        operations.close();
        references.close();
        file.close();
    }
}

package io.prepstation.benchmark;

import io.prepstation.benchmark.BareSync.Batch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The least that bringing the same bytes over leaves: the operations as rows of one table. Nothing is looked at.
final class SameBytes {

    private SameBytes() {}

    /// Rows that are read, and marked when they are answered.
    static final class Station implements BareRows {

        private final List<Batch> batches;
        private final Connection file;

        Station(Path folder, List<Batch> batches) throws SQLException {
            this.batches = List.copyOf(batches);
            this.file = BareFile.open(folder.resolve("bytes-station.db"));
            BareFile.run(
                    file, "CREATE TABLE outbox (seq INTEGER PRIMARY KEY, text TEXT, sent INTEGER)");
            BareFile.run(file, "BEGIN");
            try (PreparedStatement insert =
                    file.prepareStatement("INSERT INTO outbox (text, sent) VALUES (?, 0)")) {
                for (Batch batch : batches) {
                    for (String operation : batch.operations()) {
                        insert.setString(1, operation);
                        insert.addBatch();
                    }
                }
                insert.executeBatch();
            }
            BareFile.run(file, "COMMIT");
        }

        @Override
        public String body(int batch) throws SQLException {
            List<String> texts = new ArrayList<>();
            try (PreparedStatement query =
                    file.prepareStatement(
                            "SELECT text FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?")) {
                query.setLong(1, before(batch));
                query.setInt(2, batches.get(batch).operations().size());
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        texts.add(rows.getString(1));
                    }
                }
            }
            return Batch.body(texts);
        }

        @Override
        public void keep(int batch) throws SQLException {
            try (PreparedStatement update =
                    file.prepareStatement(
                            "UPDATE outbox SET sent = 1 WHERE seq > ? AND seq <= ?")) {
                BareFile.run(file, "BEGIN IMMEDIATE");
                update.setLong(1, before(batch));
                update.setLong(2, before(batch) + batches.get(batch).operations().size());
                update.executeUpdate();
                BareFile.run(file, "COMMIT");
            }
        }

        private long before(int batch) {
            return batches.subList(0, batch).stream()
                    .mapToLong(one -> one.operations().size())
                    .sum();
        }

        @Override
        public void close() throws SQLException {
            file.close();
        }
    }

    /// Rows that are added, each with as many bytes again for its answer.
    static final class Hub implements BareRows {

        private final List<Batch> batches;
        private final Connection file;

        Hub(Path folder, List<Batch> batches) throws SQLException {
            this.batches = List.copyOf(batches);
            this.file = BareFile.open(folder.resolve("bytes-hub.db"));
            BareFile.run(
                    file,
                    "CREATE TABLE operations (seq INTEGER PRIMARY KEY, text TEXT, answer TEXT)");
        }

        @Override
        public String body(int batch) {
            throw new IllegalStateException("a hub sends nothing by itself");
        }

        @Override
        public void keep(int batch) throws SQLException {
            try (PreparedStatement insert =
                    file.prepareStatement("INSERT INTO operations (text, answer) VALUES (?, ?)")) {
                BareFile.run(file, "BEGIN IMMEDIATE");
                for (String operation : batches.get(batch).operations()) {
                    insert.setString(1, operation);
                    insert.setString(2, operation);
                    insert.addBatch();
                }
                insert.executeBatch();
                BareFile.run(file, "COMMIT");
            }
        }

        @Override
        public void close() throws SQLException {
            file.close();
        }
    }
}

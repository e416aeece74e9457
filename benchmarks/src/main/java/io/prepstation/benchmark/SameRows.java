package io.prepstation.benchmark;

import io.prepstation.benchmark.BareSync.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One side of a floor that leaves the same rows as ours, in a copy of the same file with all its tables, indexes and triggers
/// as it was before: each batch one transaction of plain statements with the values that ours came to. Nothing is looked at,
/// asked or reckoned.
final class SameRows implements BareRows {

    /// A statement, and the values of each of its rows in the order of the operations.
    private record Writing(PreparedStatement statement, List<Object[]> rows) {}

    private final List<Batch> batches;
    private final Connection file;
    private final Path after;
    private final List<String> tables = new ArrayList<>();
    private final List<Writing> writings = new ArrayList<>();

    /// @param before the file as it was; it is written to
    /// @param after the file as ours left it
    private SameRows(Path before, Path after, List<Batch> batches) throws SQLException {
        this.batches = List.copyOf(batches);
        this.after = after;
        this.file = BareFile.open(before);
        BareFile.attach(file, after);
    }

    static SameRows station(Path before, Path after, List<Batch> batches) throws SQLException {
        SameRows side = new SameRows(before, after, batches);
        String moved = "later.id_mapping m JOIN main.id_mapping was USING (temp_id)";
        String isNew = " WHERE m.real_id IS NOT NULL AND was.real_id IS NULL";
        for (String table : List.of("lots", "containers")) {
            side.update(
                    table,
                    "id",
                    "m.temp_id",
                    moved + " JOIN later." + table + " a ON a.id = m.real_id",
                    isNew + " AND m.entity_type = '" + table + "' ORDER BY a.rowid");
        }
        side.update(
                "id_mapping",
                "temp_id",
                "a.temp_id",
                moved + " JOIN later.id_mapping a USING (temp_id)",
                isNew + " ORDER BY CAST(a.real_id AS INTEGER)");
        side.update(
                "outbox",
                "op_seq",
                "a.op_seq",
                "later.outbox a JOIN main.outbox was USING (op_seq)",
                " WHERE a.status <> was.status ORDER BY a.op_seq");
        side.tables.add("outbox_ref");
        side.write(
                "UPDATE outbox_ref SET ref_id = ? WHERE op_seq = ? AND field = ?",
                "SELECT a.ref_id, a.op_seq, a.field FROM later.outbox_ref a JOIN main.outbox_ref was USING (op_seq, field)"
                        + " WHERE a.ref_id <> was.ref_id ORDER BY a.op_seq");
        side.insert(
                "shadow",
                " WHERE feed_seq > (SELECT max(feed_seq) FROM main.shadow) ORDER BY feed_seq");
        side.each(
                "UPDATE sync_state SET value = ? WHERE key = 'cursor'",
                "SELECT value FROM later.sync_state WHERE key = 'cursor'");
        return side.ready();
    }

    static SameRows hub(Path before, Path after, List<Batch> batches) throws SQLException {
        SameRows side = new SameRows(before, after, batches);
        for (String table :
                List.of("entities", "entity_references", "id_mappings", "feed", "operations")) {
            side.insert(
                    table,
                    " WHERE rowid > (SELECT coalesce(max(rowid), 0) FROM main."
                            + table
                            + ") ORDER BY rowid");
        }
        side.each("UPDATE entity_numbers SET last = ?", "SELECT last FROM later.entity_numbers");
        side.each(
                "UPDATE station_sync SET highest_op_seq = ?",
                "SELECT highest_op_seq FROM later.station_sync");
        return side.ready();
    }

    @Override
    public String body(int batch) throws SQLException {
        List<String> operations = batches.get(batch).operations();
        var read =
                BareFile.rows(
                        file,
                        "SELECT op_seq, operation_id, kind, entity_type, entity_id, payload, author, created_at"
                                + " FROM outbox WHERE status = 'pending' ORDER BY priority, op_seq LIMIT "
                                + operations.size());
        if (read.size() != operations.size()) {
            throw new IllegalStateException("the outbox has " + read.size() + " of a batch");
        }
        return Batch.body(operations);
    }

    @Override
    public void keep(int batch) throws SQLException {
        BareFile.run(file, "BEGIN IMMEDIATE");
        for (Writing writing : writings) {
            int many = writing.rows().size();
            int count = batches.size();
            for (Object[] values :
                    writing.rows().subList(many * batch / count, many * (batch + 1) / count)) {
                for (int column = 0; column < values.length; column++) {
                    writing.statement().setObject(column + 1, values[column]);
                }
                writing.statement().addBatch();
            }
            writing.statement().executeBatch();
        }
        BareFile.run(file, "COMMIT");
    }

    /// @throws IOException if the rows are not the same as ours
    void requireSame() throws IOException, SQLException {
        BareFile.requireSame(file, after, tables);
    }

    @Override
    public void close() throws SQLException {
        for (Writing writing : writings) {
            writing.statement().close();
        }
        file.close();
    }

    private SameRows ready() throws SQLException {
        BareFile.run(file, "DETACH later");
        return this;
    }

    private void insert(String table, String rows) throws SQLException {
        tables.add(table);
        List<String> columns = columns(table);
        write(
                "INSERT INTO %s (%s) VALUES (?%s)"
                        .formatted(
                                table,
                                String.join(", ", columns),
                                ", ?".repeat(columns.size() - 1)),
                "SELECT " + String.join(", ", columns) + " FROM later." + table + rows);
    }

    /// Sets the columns that any of the rows has other than before.
    ///
    /// @param key the column a row is found by, and `former` what it was
    /// @param rows where `a` is the row as it is after
    private void update(String table, String key, String former, String from, String rows)
            throws SQLException {
        tables.add(table);
        List<String> changed = new ArrayList<>();
        for (String column : columns(table)) {
            String differs =
                    "SELECT 1 FROM %s JOIN main.%s b ON b.%s = %s %s"
                            .formatted(
                                    from,
                                    table,
                                    key,
                                    former,
                                    rows.replace(
                                            " ORDER",
                                            " AND a.%1$s IS NOT b.%1$s ORDER".formatted(column)));
            if (!BareFile.rows(file, differs + " LIMIT 1").isEmpty()) {
                changed.add(column);
            }
        }
        write(
                "UPDATE %s SET %s WHERE %s = ?"
                        .formatted(
                                table,
                                changed.stream()
                                        .map(column -> column + " = ?")
                                        .collect(Collectors.joining(", ")),
                                key),
                "SELECT %s, %s FROM %s%s"
                        .formatted(
                                changed.stream()
                                        .map(column -> "a." + column)
                                        .collect(Collectors.joining(", ")),
                                former,
                                from,
                                rows));
    }

    private void write(String statement, String rows) throws SQLException {
        writings.add(new Writing(file.prepareStatement(statement), BareFile.rows(file, rows)));
    }

    /// The same row with every batch.
    private void each(String statement, String row) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        for (int batch = 0; batch < batches.size(); batch++) {
            rows.addAll(BareFile.rows(file, row));
        }
        writings.add(new Writing(file.prepareStatement(statement), rows));
    }

    private List<String> columns(String table) throws SQLException {
        return BareFile.rows(file, "SELECT name FROM pragma_table_info('" + table + "')").stream()
                .map(row -> row[0].toString())
                .toList();
    }
}

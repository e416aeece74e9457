package io.prepstation.hub.store;

import io.prepstation.model.sync.EntityType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Entities that have no table of their own: lots, containers, notes and what else stations push.
public final class EntityTable {

    /// So many numbers may have been given after a copy was made; whoever had one gets it again, and nobody else.
    static final long LEFT_OUT = 1_000_000;

    private static final Instant FIRST_LIFE = Instant.parse("2026-01-01T00:00:00Z");

    private final Handle handle;
    private final Dialect dialect;

    EntityTable(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /// Numbers no entity had before, rising.
    public List<Long> nextNumbers(int many) {
        return dialect.nextNumbers(handle, many);
    }

    /// Of the numbers given last in this transaction so many were not needed.
    public void takeBackNumbers(int many) {
        dialect.takeBackNumbers(handle, many);
    }

    /// Goes on with numbers that nobody has, nor had in another life of this database. They begin with the seconds since 2026,
    /// because a copy that is put back a second time knows nothing of the numbers that were given after the first time.
    public void skipNumbers(Instant now) {
        long seconds = Math.max(0, Duration.between(FIRST_LIFE, now).toSeconds());
        long many = Math.max(LEFT_OUT, seconds * LEFT_OUT - lastNumber());
        var _ =
                handle.createQuery(dialect.skipNumbers())
                        .bind("many", many)
                        .map((row, context) -> row.getLong(1))
                        .one();
    }

    /// Where a count goes on that rises by one, and seldom: past whatever it came to in another life of this database. It is the
    /// numbers given and left out, in millions; 0 for a hub that was never put back and is not very large.
    public int countsFrom() {
        return Math.toIntExact(lastNumber() / LEFT_OUT);
    }

    /// Whether a number was given once, or left out, and no entity has it.
    public boolean isVacant(long number) {
        return number > 0
                && number <= lastNumber()
                && handle.createQuery("SELECT 1 FROM entities WHERE id = :id LIMIT 1")
                        .bind("id", Long.toString(number))
                        .mapTo(int.class)
                        .findOne()
                        .isEmpty();
    }

    private long lastNumber() {
        return handle.createQuery(dialect.lastNumber()).map((row, context) -> row.getLong(1)).one();
    }

    public void insert(List<StoredEntity> entities) {
        if (entities.isEmpty()) {
            return;
        }
        var batch =
                handle.prepareBatch(
                        """
                        INSERT INTO entities (entity, id, lab_id, natural_key, data, version, updated_at, deleted)
                        VALUES (:entity, :id, :labId, :naturalKey, :data, :version, :updatedAt, :deleted)
                        """);
        for (StoredEntity entity : entities) {
            bound(batch, entity).bind("labId", entity.labId()).add();
        }
        batch.execute();
    }

    /// A later version of a row that was read in the same transaction.
    ///
    /// @param before the version that was read
    public record Rewritten(StoredEntity entity, int before) {}

    public void update(List<Rewritten> entities) {
        if (entities.isEmpty()) {
            return;
        }
        var batch =
                handle.prepareBatch(
                        """
                        UPDATE entities SET natural_key = :naturalKey, data = :data, version = :version,
                            updated_at = :updatedAt, deleted = :deleted
                        WHERE entity = :entity AND id = :id AND version = :before
                        """);
        for (Rewritten one : entities) {
            bound(batch, one.entity()).bind("before", one.before()).add();
        }
        if (IntStream.of(batch.execute()).anyMatch(rows -> rows != 1)) {
            throw new IllegalStateException("an entity changed in the same transaction");
        }
    }

    /// The rows there are, deleted or not; nobody else changes them before the transaction ends.
    public List<StoredEntity> find(EntityType type, Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : handle.createQuery(
                                "SELECT * FROM entities WHERE entity = :entity AND id IN (<ids>)"
                                        + dialect.forUpdateInOrder())
                        .bind("entity", type.word())
                        .bindList("ids", List.copyOf(ids))
                        .map((row, context) -> entity(row))
                        .list();
    }

    /// The row, deleted or not; nobody else changes it before the transaction ends.
    public Optional<StoredEntity> find(EntityType type, String id) {
        return handle.createQuery(
                        "SELECT * FROM entities WHERE entity = :entity AND id = :id"
                                + dialect.forUpdate())
                .bind("entity", type.word())
                .bind("id", id)
                .map((row, context) -> entity(row))
                .findOne();
    }

    /// The entities that have these natural keys now.
    public List<StoredEntity> findByKeys(
            EntityType type, String labId, Collection<String> naturalKeys) {
        return naturalKeys.isEmpty()
                ? List.of()
                : handle.createQuery(
                                """
                                SELECT * FROM entities
                                WHERE lab_id = :labId AND entity = :entity AND natural_key IN (<keys>)
                                """
                                        + dialect.forUpdateInOrder())
                        .bind("labId", labId)
                        .bind("entity", type.word())
                        .bindList("keys", List.copyOf(naturalKeys))
                        .map((row, context) -> entity(row))
                        .list();
    }

    /// In the order of their ids, deleted ones too.
    public void eachOfLab(EntityType type, String labId, Consumer<StoredEntity> consumer) {
        handle.createQuery(
                        "SELECT * FROM entities WHERE entity = :entity AND lab_id = :labId ORDER BY id")
                .bind("entity", type.word())
                .bind("labId", labId)
                .map((row, context) -> entity(row))
                .useStream(rows -> rows.forEach(consumer));
    }

    private static <S extends SqlStatement<S>> S bound(S statement, StoredEntity entity) {
        return statement
                .bind("entity", entity.type().word())
                .bind("id", entity.id())
                .bind("naturalKey", entity.naturalKey())
                .bind("data", entity.data())
                .bind("version", entity.version())
                .bind("updatedAt", entity.updatedAt())
                .bind("deleted", entity.deleted());
    }

    private static StoredEntity entity(ResultSet row) throws SQLException {
        return new StoredEntity(
                EntityType.ofWord(row.getString("entity")).orElseThrow(),
                row.getString("id"),
                row.getString("lab_id"),
                row.getString("natural_key"),
                row.getString("data"),
                row.getInt("version"),
                row.getLong("updated_at"),
                row.getBoolean("deleted"));
    }
}

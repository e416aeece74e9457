package io.prepstation.hub.store;

import io.prepstation.model.sync.EntityType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Entities that have no table of their own: lots, containers, notes and what else stations push.
public final class EntityTable {

    /// So many numbers may have been given after a copy was made; whoever had one gets it again, and nobody else.
    public static final long LEFT_OUT = 1_000_000;

    private final Handle handle;
    private final Dialect dialect;

    EntityTable(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /// A number no entity had before.
    public long nextNumber() {
        return handle.createQuery(dialect.nextNumber()).map((row, context) -> row.getLong(1)).one();
    }

    /// Leaves out so many numbers.
    public void skipNumbers(long many) {
        var _ =
                handle.createQuery(dialect.skipNumbers())
                        .bind("many", many)
                        .map((row, context) -> row.getLong(1))
                        .one();
    }

    /// Whether a number was given once, or left out, and no entity has it.
    public boolean isVacant(long number) {
        long last =
                handle.createQuery(dialect.lastNumber())
                        .map((row, context) -> row.getLong(1))
                        .one();
        return number > 0
                && number <= last
                && handle.createQuery("SELECT 1 FROM entities WHERE id = :id LIMIT 1")
                        .bind("id", Long.toString(number))
                        .mapTo(int.class)
                        .findOne()
                        .isEmpty();
    }

    public void insert(StoredEntity entity) {
        var statement =
                handle.createUpdate(
                        """
                        INSERT INTO entities (entity, id, lab_id, natural_key, data, version, updated_at, deleted)
                        VALUES (:entity, :id, :labId, :naturalKey, :data, :version, :updatedAt, :deleted)
                        """);
        bound(statement, entity).bind("labId", entity.labId()).execute();
    }

    /// Writes the next version of a row that was read in the same transaction.
    public void update(StoredEntity entity) {
        var statement =
                handle.createUpdate(
                        """
                        UPDATE entities SET natural_key = :naturalKey, data = :data, version = :version,
                            updated_at = :updatedAt, deleted = :deleted
                        WHERE entity = :entity AND id = :id AND version = :version - 1
                        """);
        if (bound(statement, entity).execute() != 1) {
            throw new IllegalStateException(
                    entity.type().word() + " " + entity.id() + " changed in the same transaction");
        }
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

    /// The entity that has this natural key now.
    public Optional<StoredEntity> findByKey(EntityType type, String labId, String naturalKey) {
        return handle.createQuery(
                        """
                        SELECT * FROM entities
                        WHERE lab_id = :labId AND entity = :entity AND natural_key = :naturalKey
                        """
                                + dialect.forUpdate())
                .bind("labId", labId)
                .bind("entity", type.word())
                .bind("naturalKey", naturalKey)
                .map((row, context) -> entity(row))
                .findOne();
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

package io.prepstation.hub.store;

import io.prepstation.model.material.Hazards;
import io.prepstation.model.material.Ingredient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Ingredients of a lab; their codes are unique in it.
public final class IngredientTable {

    /// A statement takes no more values than some ten thousand.
    private static final int AT_ONCE = 10_000;

    private final Handle handle;
    private final Dialect dialect;

    IngredientTable(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /// A number no ingredient had before. Asked again before that one is written, it may be the same.
    public long nextNumber() {
        return handle.createQuery(dialect.newNumber("ingredients"))
                .map((row, context) -> row.getLong(1))
                .one();
    }

    public void insert(String labId, Ingredient ingredient, StoredIngredient.Origin origin) {
        var statement =
                handle.createUpdate(
                                """
                                INSERT INTO ingredients
                                    (id, lab_id, code, name, cas_number, signal_word, pictograms, statements, version,
                                    created_at, created_by, updated_at, temp_id)
                                VALUES
                                    (:id, :labId, :code, :name, :casNumber, :signalWord, :pictograms, :statements, 1,
                                    :createdAt, :createdBy, :updatedAt, :tempId)
                                """)
                        .bind("id", HubNumber.of(ingredient.id()).orElseThrow())
                        .bind("labId", labId)
                        .bind("createdAt", origin.createdAt())
                        .bind("createdBy", origin.createdBy())
                        .bind("updatedAt", origin.updatedAt())
                        .bind("tempId", origin.tempId());
        bound(statement, ingredient).execute();
    }

    /// @param before the version that [#findToChange] read
    /// @param now epoch milliseconds
    public void update(Ingredient ingredient, int before, long now) {
        var statement =
                handle.createUpdate(
                                """
                                UPDATE ingredients SET code = :code, name = :name, cas_number = :casNumber,
                                    signal_word = :signalWord, pictograms = :pictograms, statements = :statements,
                                    version = version + 1, updated_at = :now
                                WHERE id = :id AND version = :before
                                """)
                        .bind("id", HubNumber.of(ingredient.id()).orElseThrow())
                        .bind("before", before)
                        .bind("now", now);
        if (bound(statement, ingredient).execute() != 1) {
            throw new IllegalStateException("an ingredient changed in the same transaction");
        }
    }

    public Optional<StoredIngredient> find(String id) {
        return HubNumber.of(id)
                .flatMap(number ->
                        handle.createQuery("SELECT * FROM ingredients WHERE id = :id")
                                .bind("id", number)
                                .map((row, context) -> ingredient(row))
                                .findOne());
    }

    /// Those of the ids that a lab has; nobody else changes them before the transaction ends. Whoever only refers to one
    /// does not wait for it.
    public List<StoredIngredient> findToChange(String labId, Collection<String> ids) {
        List<Long> numbers = ids.stream().flatMap(id -> HubNumber.of(id).stream()).toList();
        return numbers.isEmpty()
                ? List.of()
                : handle.createQuery(
                                "SELECT * FROM ingredients WHERE lab_id = :labId AND id IN (<ids>)"
                                        + dialect.forChangeInOrder())
                        .bind("labId", labId)
                        .bindList("ids", numbers)
                        .map((row, context) -> ingredient(row))
                        .list();
    }

    /// Nobody else changes those of the codes that a lab has before the transaction ends; what is read of them from here on is
    /// what is changed.
    public void hold(String labId, Collection<String> codes) {
        List<String> all = List.copyOf(codes);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            handle.createQuery(
                            "SELECT id FROM ingredients WHERE lab_id = :labId AND code IN (<codes>)"
                                    + dialect.forChangeInOrder())
                    .bind("labId", labId)
                    .bindList("codes", all.subList(from, Math.min(from + AT_ONCE, all.size())))
                    .mapTo(Long.class)
                    .list();
        }
    }

    /// Those of the ids that a lab has.
    public List<String> ofLab(String labId, Collection<String> ids) {
        List<Long> numbers = ids.stream().flatMap(id -> HubNumber.of(id).stream()).toList();
        return numbers.isEmpty()
                ? List.of()
                : handle.createQuery(
                                "SELECT id FROM ingredients WHERE lab_id = :labId AND id IN (<ids>)")
                        .bind("labId", labId)
                        .bindList("ids", numbers)
                        .map((row, context) -> row.getString(1))
                        .list();
    }

    public Optional<StoredIngredient> findByCode(String labId, String code) {
        return handle.createQuery(
                        "SELECT * FROM ingredients WHERE lab_id = :labId AND code = :code")
                .bind("labId", labId)
                .bind("code", code)
                .map((row, context) -> ingredient(row))
                .findOne();
    }

    public void eachOfLab(String labId, Consumer<StoredIngredient> consumer) {
        handle.createQuery("SELECT * FROM ingredients WHERE lab_id = :labId ORDER BY id")
                .bind("labId", labId)
                .map((row, context) -> ingredient(row))
                .useStream(rows -> rows.forEach(consumer));
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Ingredient ingredient) {
        Hazards hazards = ingredient.hazards();
        return statement
                .bind("code", ingredient.code())
                .bind("name", ingredient.name())
                .bind("casNumber", ingredient.casNumber())
                .bind("signalWord", hazards.signalWord())
                .bind("pictograms", TextList.write(hazards.pictograms()))
                .bind("statements", TextList.write(hazards.statements()));
    }

    private static StoredIngredient ingredient(ResultSet row) throws SQLException {
        List<String> pictograms = TextList.read(row.getString("pictograms"));
        List<String> statements = TextList.read(row.getString("statements"));
        Ingredient ingredient =
                new Ingredient(
                        row.getString("id"),
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("cas_number"),
                        new Hazards(row.getString("signal_word"), pictograms, statements));
        return new StoredIngredient(ingredient, row.getInt("version"), origin(row));
    }

    private static StoredIngredient.Origin origin(ResultSet row) throws SQLException {
        return new StoredIngredient.Origin(
                number(row, "created_at"),
                row.getString("created_by"),
                number(row, "updated_at"),
                row.getString("temp_id"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(number);
    }
}

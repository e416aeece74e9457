package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.Orphans.Ref;
import io.prepstation.kiosk.store.Orphans.State;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.entity.Relation;
import io.prepstation.model.sync.EntityType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Things that both sides have, but not what they refer to (SYN-6). Nothing of them waits for the hub; what a supervisor
/// chose is remembered for as long as the parent is gone.
public final class OrphanRows {

    /// Facts of the past stay whatever becomes of what they are about.
    private static final List<String> LASTING =
            List.of(EntityType.STOCK_MOVES.word(), EntityType.BALANCE_CHECKS.word());

    /// What others refer to: the deleted ones of each are indexed, and to all else only notes can refer.
    private static final List<String> PARENTS =
            List.of(
                    EntityType.INGREDIENTS.word(),
                    EntityType.LOTS.word(),
                    EntityType.CONTAINERS.word());

    /// As many of each kind as anybody reads.
    private static final int MOST = 50;

    /// Begins what stands for such a thing in orders, and not for an operation.
    private static final String KEY = "row:";

    private OrphanRows() {}

    /// @param state never NONE
    public record Row(String type, String id, String parentType, String parentId, State state) {

        /// As orders name it.
        public String key() {
            return KEY + type + "/" + id + ">" + parentType + "/" + parentId;
        }

        public String reason() {
            return new Ref(parentType, parentId).isGone();
        }
    }

    /// Whether an order is about such a thing.
    static boolean isKey(String id) {
        return id.startsWith(KEY);
    }

    static Optional<Row> find(ReadHandle handle, EntityTypes types, String key) {
        return all(handle, types).stream().filter(row -> row.key().equals(key)).findFirst();
    }

    /// The first of each kind.
    public static List<Row> all(ReadHandle handle, EntityTypes types) {
        return kinds(types).flatMap(kind -> rows(handle, kind)).toList();
    }

    /// That things of one type refer to those of another.
    record Kind(EntityDescriptor child, Relation relation, String parent) {}

    /// What the hub derives from another reference, such as a container's ingredient from its lot, is found by that one.
    static Stream<Kind> kinds(EntityTypes types) {
        return types.all().stream()
                .filter(child -> !LASTING.contains(child.word()))
                .flatMap(child ->
                        child.relations().stream()
                                .filter(it -> !child.writing().derived().contains(it.field()))
                                .flatMap(relation ->
                                        parents(types, relation)
                                                .map(parent -> new Kind(child, relation, parent))));
    }

    private static Stream<String> parents(EntityTypes types, Relation relation) {
        return PARENTS.stream()
                .filter(parent -> types.of(parent).isPresent())
                .filter(parent -> relation.byField() || parent.equals(relation.target()));
    }

    private static Stream<Row> rows(ReadHandle handle, Kind kind) {
        return handle
                .sql()
                .list(
                        statement(kind),
                        row ->
                                new Row(
                                        kind.child().word(),
                                        row.getString(1),
                                        kind.parent(),
                                        row.getString(2),
                                        State.FOUND))
                .stream()
                .map(row -> chosen(handle, row));
    }

    /// From the deleted ones, which are few, to what refers to them.
    static String statement(Kind kind) {
        EntityDescriptor child = kind.child();
        Relation relation = kind.relation();
        String ofType =
                relation.byField()
                        ? " AND c.%s = '%s'"
                                .formatted(
                                        child.field(relation.target()).orElseThrow().column(),
                                        kind.parent())
                        : "";
        return """
        SELECT c.id, p.id FROM %2$s p CROSS JOIN %1$s c ON c.%3$s = p.id%4$s
        WHERE p.withdrawn = 1 AND c.withdrawn = 0 AND c.sync_status = 'synced' LIMIT %5$d
        """
                .formatted(
                        child.word(),
                        kind.parent(),
                        child.field(relation.field()).orElseThrow().column(),
                        ofType,
                        MOST);
    }

    private static Row chosen(ReadHandle handle, Row row) {
        return handle.sql()
                .first(
                        "SELECT choice FROM orphan_choice WHERE entity_type = ? AND entity_id = ?"
                                + " AND parent_type = ? AND parent_id = ?",
                        found -> found.getString(1).equals("kept") ? State.KEPT : State.QUEUED,
                        row.type(),
                        row.id(),
                        row.parentType(),
                        row.parentId())
                .map(state ->
                        new Row(row.type(), row.id(), row.parentType(), row.parentId(), state))
                .orElse(row);
    }

    /// Nobody is asked again about this thing and this parent.
    static void choose(WriteHandle handle, Row row, boolean kept) {
        handle.sql()
                .run(
                        "INSERT OR REPLACE INTO orphan_choice VALUES (?, ?, ?, ?, ?)",
                        row.type(),
                        row.id(),
                        row.parentType(),
                        row.parentId(),
                        kept ? "kept" : "queued");
    }

    /// A parent that is back may be deleted again, and then a person has to choose anew.
    static void forget(WriteHandle handle, EntityTypes types) {
        handle
                .sql()
                .list(
                        "SELECT DISTINCT parent_type, parent_id FROM orphan_choice",
                        row -> new Ref(row.getString(1), row.getString(2)))
                .stream()
                .filter(parent -> Orphans.isThere(handle, types, parent))
                .forEach(parent ->
                        handle.sql()
                                .run(
                                        "DELETE FROM orphan_choice WHERE parent_type = ? AND parent_id = ?",
                                        parent.type(),
                                        parent.id()));
    }
}

package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.Orphans.Ref;
import io.prepstation.kiosk.store.Orphans.State;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.entity.Relation;
import io.prepstation.model.sync.EntityType;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final String ORPHANED =
            "p.withdrawn = 1 AND c.withdrawn = 0 AND c.sync_status = 'synced'";

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

    /// What nobody has chosen for comes first, however much there is besides.
    private static Stream<Row> rows(ReadHandle handle, Kind kind) {
        return Stream.of(found(kind), chosen(kind))
                .flatMap(statement -> handle.sql().list(statement, row -> row(kind, row)).stream());
    }

    private static Row row(Kind kind, ResultSet row) throws SQLException {
        State state =
                switch (row.getString(3)) {
                    case "kept" -> State.KEPT;
                    case "queued" -> State.QUEUED;
                    default -> State.FOUND;
                };
        return new Row(
                kind.child().word(), row.getString(1), kind.parent(), row.getString(2), state);
    }

    /// From the deleted ones, which are few, to what refers to them.
    static String found(Kind kind) {
        return """
        SELECT c.id, p.id, '' FROM %2$s p CROSS JOIN %1$s c ON %3$s
        WHERE %4$s AND NOT EXISTS (SELECT 1 FROM orphan_choice o WHERE o.entity_type = '%1$s' AND o.entity_id = c.id
            AND o.parent_type = '%2$s' AND o.parent_id = p.id) LIMIT %5$d
        """
                .formatted(kind.child().word(), kind.parent(), refers(kind), ORPHANED, MOST);
    }

    /// From the choices, which people made one by one.
    static String chosen(Kind kind) {
        return """
        SELECT c.id, p.id, o.choice FROM orphan_choice o CROSS JOIN %1$s c ON c.id = o.entity_id
            CROSS JOIN %2$s p ON p.id = o.parent_id AND %3$s
        WHERE o.entity_type = '%1$s' AND o.parent_type = '%2$s' AND %4$s LIMIT %5$d
        """
                .formatted(kind.child().word(), kind.parent(), refers(kind), ORPHANED, MOST);
    }

    private static String refers(Kind kind) {
        EntityDescriptor child = kind.child();
        String field = child.field(kind.relation().field()).orElseThrow().column();
        return kind.relation().byField()
                ? "c.%s = p.id AND c.%s = '%s'"
                        .formatted(
                                field,
                                child.field(kind.relation().target()).orElseThrow().column(),
                                kind.parent())
                : "c.%s = p.id".formatted(field);
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

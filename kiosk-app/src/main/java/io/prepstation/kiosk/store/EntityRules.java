package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Edit.Code;
import io.prepstation.kiosk.store.Edit.Refused;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.Relation;
import io.prepstation.model.entity.ValueRights;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may change what, and whether it fits: asked before anything is written (STO-6).
final class EntityRules {

    /// The same for a thing that is not there, another lab's, and one the person may not write.
    static final String NOT_FOUND =
            "Not found or access denied. Look it up again, or ask someone who may change it.";

    /// Where the rows of a session name things that must not vanish under them.
    private static final Map<String, String> USES =
            Map.of(
                    "ingredients",
                    "SELECT EXISTS (SELECT 1 FROM formula_lines WHERE ingredient_id = ?1)"
                            + " OR EXISTS (SELECT 1 FROM steps WHERE ingredient_id = ?1)",
                    "lots",
                    "SELECT EXISTS (SELECT 1 FROM dispenses WHERE lot_id = ?1)"
                            + " OR EXISTS (SELECT 1 FROM dispenses d JOIN id_mapping m ON m.temp_id = d.lot_id"
                            + " AND m.entity_type = 'lots' WHERE m.real_id = ?1)",
                    "containers",
                    "SELECT EXISTS (SELECT 1 FROM dispenses WHERE container_id = ?1)"
                            + " OR EXISTS (SELECT 1 FROM dispenses d JOIN id_mapping m"
                            + " ON m.temp_id = d.container_id AND m.entity_type = 'containers' WHERE m.real_id = ?1)");

    private final LabKey lab;
    private final Map<String, EntityTable> tables;

    EntityRules(LabKey lab, Map<String, EntityTable> tables) {
        this.lab = lab;
        this.tables = tables;
    }

    Optional<Refused> creation(
            ReadHandle handle, EntityTable table, User author, ObjectNode fields) {
        return mayWrite(table.type(), author)
                .or(() -> maySay(table.type(), author, Json.object(), fields))
                .or(() -> fits(handle, table, "", fields, fields));
    }

    /// What changes nothing fits as it is; whoever might not change it is refused all the same.
    ///
    /// @param changes only what really differs
    Optional<Refused> change(
            ReadHandle handle,
            EntityTable table,
            User author,
            Optional<StoredEntity> known,
            ObjectNode changes) {
        return owned(table.type(), author, known)
                .or(() -> mayChange(table.type()))
                .or(() -> namesDerived(table.type(), changes))
                .or(() -> maySay(table.type(), author, known.orElseThrow().fields(), changes))
                .or(() ->
                        changes.isEmpty()
                                ? Optional.empty()
                                : fits(handle, table, known.orElseThrow(), changes));
    }

    Optional<Refused> deletion(
            ReadHandle handle, EntityTable table, User author, Optional<StoredEntity> known) {
        return owned(table.type(), author, known)
                .or(() -> mayChange(table.type()))
                .or(() -> inUse(handle, table.type(), known.orElseThrow()));
    }

    Optional<Refused> removal(
            ReadHandle handle, EntityTable table, User author, Optional<StoredEntity> known) {
        Optional<StoredEntity> any = known;
        if (any.isEmpty()) {
            return Optional.of(new Refused(Code.NOT_FOUND_OR_DENIED, NOT_FOUND));
        }
        return mayWrite(table.type(), author)
                .or(() -> mayChange(table.type()))
                .or(() -> inUse(handle, table.type(), any.get()))
                .or(() -> waits(handle, any.get()));
    }

    private static Optional<Refused> mayWrite(EntityDescriptor type, User author) {
        return author.may(type.writing().permission())
                ? Optional.empty()
                : Optional.of(new Refused(Code.NOT_FOUND_OR_DENIED, NOT_FOUND));
    }

    private static Optional<Refused> maySay(
            EntityDescriptor type, User author, ObjectNode before, ObjectNode after) {
        return ValueRights.needed(type.word(), before, after)
                .filter(permission -> !author.may(permission))
                .map(permission ->
                        new Refused(
                                Code.NO_RIGHT,
                                "%s has no right to %s. Ask someone who has."
                                        .formatted(author.name(), permission.word())));
    }

    private Optional<Refused> owned(
            EntityDescriptor type, User author, Optional<StoredEntity> known) {
        boolean ours =
                known.filter(row -> row.metadata().labId().equals(lab.labId()))
                        .filter(row -> !row.metadata().deleted())
                        .isPresent();
        return ours
                ? mayWrite(type, author)
                : Optional.of(new Refused(Code.NOT_FOUND_OR_DENIED, NOT_FOUND));
    }

    private static Optional<Refused> mayChange(EntityDescriptor type) {
        return type.writing().appendOnly()
                ? Optional.of(
                        new Refused(
                                Code.APPEND_ONLY,
                                "Entries of %s are never changed. Add one that corrects it."
                                        .formatted(type.word())))
                : Optional.empty();
    }

    private static Optional<Refused> namesDerived(EntityDescriptor type, ObjectNode changes) {
        return type.writing().derived().stream()
                .filter(changes::has)
                .findFirst()
                .map(field ->
                        new Refused(
                                Code.INVALID,
                                field
                                        + " is reckoned by the hub. Enter a stock move to correct it."));
    }

    private Optional<Refused> fits(
            ReadHandle handle, EntityTable table, StoredEntity row, ObjectNode changes) {
        ObjectNode after = EntityFields.applied(row.fields(), changes);
        return fits(handle, table, row.id(), after, changes);
    }

    /// @param given what was entered: only its references are looked up, and only its fields must be known
    private Optional<Refused> fits(
            ReadHandle handle, EntityTable table, String id, ObjectNode whole, ObjectNode given) {
        return unknownField(table.type(), given)
                .or(() -> fault(table.type(), whole, given))
                .or(() -> parentMissing(handle, table.type(), given, whole))
                .or(() -> duplicate(handle, table, id, whole));
    }

    /// A figure of the hub's is no fault of whoever changes something else: what is left of a lot may be below zero.
    private static Optional<Refused> fault(
            EntityDescriptor type, ObjectNode whole, ObjectNode given) {
        ObjectNode entered = whole.deepCopy();
        type.writing().derived().stream()
                .filter(field -> !given.has(field))
                .forEach(entered::remove);
        return type.fault(entered).map(fault -> new Refused(Code.INVALID, fault));
    }

    private static Optional<Refused> unknownField(EntityDescriptor type, ObjectNode given) {
        return given.propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> type.field(name).isEmpty())
                .findFirst()
                .map(name ->
                        new Refused(
                                Code.INVALID, "%s have no field %s.".formatted(type.word(), name)));
    }

    private Optional<Refused> parentMissing(
            ReadHandle handle, EntityDescriptor type, ObjectNode given, ObjectNode whole) {
        return type.references(whole).stream()
                .filter(reference -> given.has(reference.field()))
                .filter(reference -> !isHere(handle, reference))
                .findFirst()
                .map(reference ->
                        new Refused(
                                Code.PARENT_MISSING,
                                "%s: there is no %s of %s here."
                                        .formatted(
                                                reference.field(),
                                                reference.id(),
                                                reference.type())));
    }

    private boolean isHere(ReadHandle handle, Relation.Reference reference) {
        EntityTable parents = tables.get(reference.type());
        return parents == null
                ? Set.of("sessions", "formulas", "formula_versions", "users", "labs")
                                .contains(reference.type())
                        && handle.sql()
                                .first(
                                        "SELECT 1 FROM " + reference.type() + " WHERE id = ?",
                                        row -> row.getInt(1),
                                        reference.id())
                                .isPresent()
                : parents.find(handle, reference.id())
                        .filter(parent -> !parent.metadata().deleted())
                        .isPresent();
    }

    private static Optional<Refused> duplicate(
            ReadHandle handle, EntityTable table, String id, ObjectNode whole) {
        return table.twin(handle, id, whole)
                .map(twin ->
                        new Refused(
                                Code.DUPLICATE,
                                "There is one already with this %s. Use that one, or enter another."
                                        .formatted(
                                                String.join(
                                                        " and ", table.type().keys().natural()))));
    }

    private Optional<Refused> inUse(ReadHandle handle, EntityDescriptor type, StoredEntity row) {
        boolean weighed =
                USES.containsKey(type.word())
                        && handle.sql()
                                .first(
                                        USES.get(type.word()),
                                        found -> found.getBoolean(1),
                                        row.id())
                                .orElse(false);
        Optional<String> user =
                weighed ? Optional.of("formulas or preparations") : children(handle, type, row);
        return user.map(users ->
                new Refused(
                        Code.IN_USE,
                        "It is used by %s and stays. Block it instead.".formatted(users)));
    }

    private Optional<String> children(ReadHandle handle, EntityDescriptor type, StoredEntity row) {
        for (EntityTable child : tables.values()) {
            for (Relation relation : child.type().relations()) {
                if (child.exists(handle) && refersTo(handle, child, relation, type, row)) {
                    return Optional.of(child.type().word());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean refersTo(
            ReadHandle handle,
            EntityTable child,
            Relation relation,
            EntityDescriptor type,
            StoredEntity row) {
        return (relation.byField() || relation.target().equals(type.word()))
                && child.with(handle, relation.field(), row.id()).stream()
                        .anyMatch(one ->
                                !relation.byField()
                                        || one.text(relation.target()).equals(type.word()));
    }

    private static Optional<Refused> waits(ReadHandle handle, StoredEntity row) {
        return EntityOutbox.isQueued(handle, row.type(), row.id())
                ? Optional.of(
                        new Refused(
                                Code.IN_USE, "A change of it still waits for the hub. Sync first."))
                : Optional.empty();
    }
}

package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Edit.Written;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityField;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.sync.EntityForms;
import io.prepstation.model.sync.EntityType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tables of the station's real file, its descriptors and what its store gives back have the fields of the shapes.
@Tag("STO-4")
class EntityParityOfStationTest {

    /// Fields that lie elsewhere or are derived, of every type that has a table.
    private static final Map<EntityType, Set<String>> ELSEWHERE =
            Map.of(
                    // The file is the lab's, and a person who is in it works there.
                    EntityType.USERS, Set.of("labIds"),
                    // The version that is approved and valid on the day.
                    EntityType.FORMULAS, Set.of("currentVersionId"),
                    // Rows of formula_lines.
                    EntityType.FORMULA_VERSIONS, Set.of("lines"),
                    // Always the session of the row.
                    EntityType.ATTACHMENTS, Set.of("entityType", "entityId"));

    /// What every table of a type that is edited at the bench has beside its fields.
    private static final Set<String> EVERY =
            Set.of(
                    "id",
                    "lab_id",
                    "created_at",
                    "created_by",
                    "updated_at",
                    "server_version",
                    "server_hash",
                    "sync_status",
                    "withdrawn");

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void make() throws StoreException {
        try (LabDatabase lab = LabDatabase.open(folder, SampleLab.KEY)) {
            file = lab.path();
        }
    }

    private Map<String, String> columns(RawFile raw, EntityType type) throws SQLException {
        String table = type == EntityType.ATTACHMENTS ? "session_attachments" : type.word();
        Map<String, String> columns = new TreeMap<>();
        for (String column :
                raw.texts(
                        "SELECT name || ' ' || type FROM pragma_table_info('%s')"
                                .formatted(table))) {
            int space = column.indexOf(' ');
            columns.put(column.substring(0, space), column.substring(space + 1));
        }
        return columns;
    }

    private List<String> differences() throws SQLException {
        List<String> differences = new ArrayList<>();
        try (RawFile raw = new RawFile(file)) {
            for (EntityType type : EntityType.values()) {
                Set<String> elsewhere = ELSEWHERE.getOrDefault(type, Set.of());
                Map<String, String> columns = columns(raw, type);
                differences.addAll(EntityForms.columnDifferences(type, columns, elsewhere));
                EntityTypes.STANDARD
                        .of(type.word())
                        .ifPresent(edited -> differences.addAll(more(edited, columns)));
            }
        }
        return differences;
    }

    private static List<String> more(EntityDescriptor type, Map<String, String> columns) {
        Set<String> more = new TreeSet<>(columns.keySet());
        more.removeAll(EVERY);
        type.fields().stream().map(EntityField::column).forEach(more::remove);
        return more.stream().map(column -> type.word() + "." + column + " is no field").toList();
    }

    @Test
    void tables_have_the_fields_of_the_shapes() throws Exception {
        assertEquals(List.of(), differences());
    }

    /// Of each index the columns, and what else a table has so that rows are found: those that are not in step with the hub, and
    /// those that are deleted.
    private static List<String> indexDifferences(RawFile raw, EntityDescriptor type)
            throws SQLException {
        Set<String> named =
                type.indexes().stream()
                        .map(fields ->
                                fields.stream()
                                        .map(EntityForms::column)
                                        .collect(Collectors.joining(", ")))
                        .collect(Collectors.toCollection(TreeSet::new));
        named.add("sync_status");
        List<String> there =
                raw.texts(
                        "SELECT (SELECT group_concat(name, ', ' ORDER BY seqno) FROM pragma_index_info(i.name))"
                                + " FROM pragma_index_list('%s') i WHERE i.origin = 'c' AND i.name NOT LIKE '%%_gone'"
                                        .formatted(type.word()));
        List<String> differences = new ArrayList<>();
        for (String columns : named) {
            if (!there.contains(columns)) {
                differences.add(type.word() + " has no index by " + columns);
            }
        }
        there.stream()
                .filter(columns -> !named.contains(columns))
                .map(columns ->
                        type.word() + " has an index by " + columns + " that it does not name")
                .forEach(differences::add);
        return differences;
    }

    private List<String> indexDifferences() throws SQLException {
        List<String> differences = new ArrayList<>();
        try (RawFile raw = new RawFile(file)) {
            for (EntityDescriptor type : EntityTypes.STANDARD.all()) {
                differences.addAll(indexDifferences(raw, type));
            }
        }
        return differences;
    }

    @Test
    void tables_have_the_indexes_that_the_descriptors_name() throws Exception {
        assertEquals(List.of(), indexDifferences());
    }

    /// So that an index that is missing, or is not named, is noticed.
    @Test
    void a_missing_and_a_foreign_index_are_named() throws Exception {
        try (RawFile raw = new RawFile(file)) {
            raw.execute("DROP INDEX lots_by_expiry");
            raw.execute("CREATE INDEX lots_by_potency ON lots (potency_percent)");
        }
        assertEquals(
                List.of(
                        "lots has no index by ingredient_id, expires_on",
                        "lots has an index by potency_percent that it does not name"),
                indexDifferences());
    }

    /// So that a column that is missing, or is nobody's, is noticed.
    @Test
    void a_missing_and_a_foreign_column_are_named() throws Exception {
        try (RawFile raw = new RawFile(file)) {
            raw.execute("ALTER TABLE notes RENAME COLUMN text TO words");
        }
        assertEquals(List.of("notes.text is missing", "notes.words is no field"), differences());
    }

    @Test
    void what_is_made_with_every_field_is_read_back_with_every_field() throws Exception {
        try (LabDatabase lab = LabDatabase.open(folder, SampleLab.KEY)) {
            lab.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
            EntityStore store = EntityStoreTest.storeOf(SampleLab.KEY);
            Map<EntityType, String> ids = new EnumMap<>(EntityType.class);
            for (EntityDescriptor descriptor : EntityTypes.STANDARD.all()) {
                EntityType type = EntityType.ofWord(descriptor.word()).orElseThrow();
                ObjectNode fields = EntityForms.every(type, ids);
                StoredEntity made =
                        ((Written)
                                        lab.write(handle ->
                                                store.create(
                                                        handle,
                                                        SampleLab.SUPERVISOR,
                                                        type.word(),
                                                        fields)))
                                .entity();
                ids.put(type, made.id());

                StoredEntity read =
                        lab.read(handle -> store.get(handle, type.word(), made.id())).orElseThrow();
                assertEquals(
                        List.of(), EntityForms.differences(type, EntityForms.of(read.fields())));
            }
        }
    }
}

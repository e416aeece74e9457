package io.prepstation.model.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.material.StockMove;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.WireEntities.WireContainer;
import io.prepstation.model.sync.WireEntities.WireFormula;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import io.prepstation.model.sync.WireEntities.WireIngredient;
import io.prepstation.model.sync.WireEntities.WireLab;
import io.prepstation.model.sync.WireEntities.WireLot;
import io.prepstation.model.sync.WireEntities.WireNote;
import io.prepstation.model.sync.WireEntities.WireUser;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Holds every place that knows an entity type against its shape: record, JSON, contract, and the tables of station and hub
/// must have the same fields of the same types (STO-4).
public final class EntityForms {

    /// What a value is, wherever it is kept.
    public enum Form {
        TEXT,
        INTEGER,
        BOOLEAN,
        TEXTS,
        ROWS
    }

    /// What every entity has beside its fields.
    public static final Set<String> COMMON =
            Set.of("id", "version", "labId", "createdAt", "createdBy", "updatedAt", "tempId");

    /// Balance checks and attachments go up as the station made them, and no record of their whole is read anywhere; a
    /// session has a form of its own, [UploadBundle].
    public static final Map<EntityType, Class<? extends Record>> RECORDS =
            Map.of(
                    EntityType.LABS, WireLab.class,
                    EntityType.USERS, WireUser.class,
                    EntityType.INGREDIENTS, WireIngredient.class,
                    EntityType.FORMULAS, WireFormula.class,
                    EntityType.FORMULA_VERSIONS, WireFormulaVersion.class,
                    EntityType.LOTS, WireLot.class,
                    EntityType.STOCK_MOVES, StockMove.class,
                    EntityType.CONTAINERS, WireContainer.class,
                    EntityType.NOTES, WireNote.class);

    private EntityForms() {}

    /// What differs from the shape, a sentence each; nothing if all is alike.
    ///
    /// @param there by the field's name on the wire; fields that every entity has may be among them
    public static List<String> differences(EntityType type, Map<String, Form> there) {
        Map<String, Set<Form>> shape =
                type.shape().fields().stream()
                        .collect(Collectors.toMap(WireField::name, EntityForms::allowed));
        List<String> differences = new ArrayList<>(others(type, shape.keySet(), there.keySet()));
        there.forEach((field, form) -> {
            if (shape.containsKey(field) && !shape.get(field).contains(form)) {
                differences.add("%s.%s is %s".formatted(type.word(), field, form));
            }
        });
        return differences;
    }

    /// The same for the columns of a table, by their names, with the types the database says.
    ///
    /// @param elsewhere fields that are kept in another place, or are derived
    public static List<String> columnDifferences(
            EntityType type, Map<String, String> columns, Set<String> elsewhere) {
        List<String> differences = new ArrayList<>();
        for (WireField field : type.shape().fields()) {
            if (elsewhere.contains(field.name())) {
                continue;
            }
            String column = columns.get(column(field.name()));
            if (column == null) {
                differences.add("%s.%s is missing".formatted(type.word(), field.name()));
            } else if (allowed(field).stream().noneMatch(form -> keeps(column, form))) {
                differences.add("%s.%s is %s".formatted(type.word(), field.name(), column));
            }
        }
        return differences;
    }

    /// Its name in a table.
    public static String column(String field) {
        return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    public static Map<String, Form> of(Class<? extends Record> wireRecord) {
        return Arrays.stream(wireRecord.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, EntityForms::form));
    }

    public static Map<String, Form> of(JsonNode data) {
        Map<String, Form> forms = new TreeMap<>();
        data.properties().forEach(member -> forms.put(member.getKey(), form(member.getValue())));
        return forms;
    }

    /// A new entity with a value for each of its fields.
    ///
    /// @param ids of entities that are there already, for it to refer to
    public static ObjectNode every(EntityType type, Map<EntityType, String> ids) {
        ObjectNode data = Json.object();
        for (WireField field : type.shape().fields()) {
            String name = field.name();
            switch (field.kind()) {
                case TEXT -> data.put(name, name.equals("entityType") ? "lots" : name);
                case WORD -> data.put(name, field.words().getFirst());
                case MASS -> data.put(name, "1.5");
                case CHANGE -> data.put(name, "-0.5");
                case PERCENT -> data.put(name, "50");
                case DAY -> data.put(name, "2027-01-31");
                case COUNT -> data.put(name, 1);
                case TIME -> data.put(name, 1_730_534_400_000L);
                case REFERENCE -> data.put(name, ids.get(field.target()));
                case SUBJECT -> data.put(name, ids.get(EntityType.LOTS));
                case TEXTS -> data.putArray(name).add(name);
                case VALUE -> data.putArray(name).addObject().put("rawFrame", "S S 1.5 g");
            }
        }
        return data;
    }

    private static List<String> others(EntityType type, Set<String> shape, Set<String> there) {
        Set<String> missing = new TreeSet<>(shape);
        missing.removeAll(there);
        Set<String> more = new TreeSet<>(there);
        more.removeAll(shape);
        more.removeAll(COMMON);
        List<String> others = new ArrayList<>();
        missing.forEach(field -> others.add("%s.%s is missing".formatted(type.word(), field)));
        more.forEach(
                field -> others.add("%s.%s is not of its shape".formatted(type.word(), field)));
        return others;
    }

    private static Set<Form> allowed(WireField field) {
        return switch (field.kind()) {
            case TEXT, WORD, MASS, CHANGE, PERCENT, DAY, REFERENCE, SUBJECT -> Set.of(Form.TEXT);
            case COUNT, TIME -> Set.of(Form.INTEGER);
            case TEXTS -> Set.of(Form.TEXTS);
            case VALUE -> Set.of(Form.BOOLEAN, Form.ROWS);
        };
    }

    private static Form form(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.equals(String.class)) {
            return Form.TEXT;
        }
        if (type.equals(boolean.class)) {
            return Form.BOOLEAN;
        }
        if (List.class.isAssignableFrom(type)) {
            return component.getGenericType().getTypeName().endsWith("<java.lang.String>")
                    ? Form.TEXTS
                    : Form.ROWS;
        }
        if (Set.of(int.class, long.class, Integer.class).contains(type)) {
            return Form.INTEGER;
        }
        throw new AssertionError("no form is known for " + component);
    }

    private static Form form(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> Form.TEXT;
            case NUMBER -> Form.INTEGER;
            case BOOLEAN -> Form.BOOLEAN;
            case ARRAY -> value.path(0).isTextual() ? Form.TEXTS : Form.ROWS;
            case OBJECT, NULL, MISSING, POJO, BINARY ->
                    throw new AssertionError("no form is known for " + value);
        };
    }

    /// Lists are kept as JSON. SQLite has no type for true and false, and a hub's number is an id on the wire.
    private static boolean keeps(String column, Form form) {
        String type = column.toUpperCase(Locale.ROOT);
        return switch (form) {
            case TEXT, TEXTS, ROWS -> type.equals("TEXT");
            case INTEGER -> Set.of("INTEGER", "BIGINT", "INT4", "INT8").contains(type);
            case BOOLEAN -> Set.of("BOOLEAN", "BOOL", "INTEGER").contains(type);
        };
    }
}

package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityForms;
import io.prepstation.model.sync.EntityForms.Form;
import io.prepstation.model.sync.EntityShape;
import io.prepstation.model.sync.EntityType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The hub on either store, and the contract, have the fields of the shapes, and no others. One hub on each store for all.
@Tag("STO-4")
@TestInstance(Lifecycle.PER_CLASS)
class EntityParityOfHubTest {

    /// What has a table of its own, with the fields that lie in another one or are derived; all else is JSON in `entities`.
    private static final Map<EntityType, Set<String>> TABLES =
            Map.of(
                    EntityType.LABS, Set.of(),
                    // In the column statements.
                    EntityType.INGREDIENTS, Set.of("hazards"),
                    // In user_roles and user_labs.
                    EntityType.USERS, Set.of("roles", "labIds"),
                    // The version that is approved and valid today.
                    EntityType.FORMULAS, Set.of("currentVersionId"),
                    // A number here; lines are rows of formula_lines.
                    EntityType.FORMULA_VERSIONS, Set.of("formulaId", "lines"));

    private RunningHub onSqlite;
    private RunningHub onPostgres;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        onSqlite = RunningHub.withFormulas(folder.resolve("sqlite"));
        onPostgres = RunningHub.withFormulasOnPostgres(folder.resolve("postgresql"));
    }

    @AfterAll
    void stop() {
        onSqlite.close();
        onPostgres.close();
    }

    private static Connection connected(RunningHub hub) throws Exception {
        DataDirectory data = new DataDirectory(hub.data);
        return DriverManager.getConnection(
                data.databaseUrl().isPresent()
                        ? "jdbc:" + hub.databaseUrl()
                        : "jdbc:sqlite:" + data.database());
    }

    /// Of each table, the type of each column.
    private static Map<String, Map<String, String>> tables(Connection connection)
            throws SQLException {
        Map<String, Map<String, String>> tables = new TreeMap<>();
        String schema = connection.getSchema();
        try (ResultSet columns = connection.getMetaData().getColumns(null, schema, "%", "%")) {
            while (columns.next()) {
                tables.computeIfAbsent(columns.getString("TABLE_NAME"), _ -> new TreeMap<>())
                        .put(columns.getString("COLUMN_NAME"), columns.getString("TYPE_NAME"));
            }
        }
        return tables;
    }

    private static List<String> tableDifferences(Map<String, Map<String, String>> tables) {
        List<String> differences = new ArrayList<>();
        TABLES.forEach((type, elsewhere) ->
                differences.addAll(
                        EntityForms.columnDifferences(
                                type, tables.getOrDefault(type.word(), Map.of()), elsewhere)));
        return differences;
    }

    @Test
    void tables_of_both_stores_have_the_fields_of_the_shapes() throws Exception {
        for (RunningHub hub : List.of(onSqlite, onPostgres)) {
            try (Connection connection = connected(hub)) {
                assertEquals(List.of(), tableDifferences(tables(connection)));
            }
        }
    }

    @Test
    void both_stores_have_the_same_tables_with_the_same_columns() throws Exception {
        try (Connection sqlite = connected(onSqlite);
                Connection postgres = connected(onPostgres)) {
            assertEquals(kinds(tables(sqlite)), kinds(tables(postgres)));
        }
    }

    /// One word for what the two call differently. Left out is what the stores themselves need, and the numbers that PostgreSQL
    /// takes from a sequence.
    private static Map<String, Map<String, String>> kinds(Map<String, Map<String, String>> tables) {
        Map<String, Map<String, String>> kinds = new TreeMap<>();
        tables.forEach((table, columns) -> {
            if (!table.matches("sqlite_.*|flyway_.*|entity_numbers")) {
                Map<String, String> alike = new TreeMap<>();
                columns.forEach((column, type) -> alike.put(column, kind(type)));
                kinds.put(table, alike);
            }
        });
        return kinds;
    }

    private static String kind(String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "TEXT" -> "text";
            case "BOOLEAN", "BOOL" -> "boolean";
            case "INTEGER", "BIGINT", "INT4", "INT8", "SERIAL", "BIGSERIAL" -> "integer";
            case "BLOB", "BYTEA" -> "bytes";
            default -> type;
        };
    }

    /// So that a column that is missing is noticed.
    @Test
    void a_column_that_one_store_lacks_is_named(@TempDir Path folder) throws Exception {
        try (RunningHub bent = RunningHub.in(folder.resolve("bent"));
                Connection connection = connected(bent)) {
            connection.createStatement().execute("ALTER TABLE formulas DROP COLUMN name");

            assertEquals(List.of("formulas.name is missing"), tableDifferences(tables(connection)));
        }
    }

    @Test
    void the_contract_has_the_fields_of_the_shapes() throws Exception {
        JsonNode schemas = contract().path("components").path("schemas");
        List<String> differences = new ArrayList<>();
        for (EntityType type : EntityType.values()) {
            if (type != EntityType.SESSIONS) {
                JsonNode schema = schemas.path(schemaName(type)).path("properties");
                differences.addAll(EntityForms.differences(type, forms(schema, schemas)));
            }
        }
        assertEquals(List.of(), differences);
    }

    private static JsonNode contract() throws Exception {
        try (var text = Hub.class.getResourceAsStream("/openapi.yaml")) {
            Object read =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .load(new String(text.readAllBytes(), StandardCharsets.UTF_8));
            return Json.write(read);
        }
    }

    /// `FORMULA_VERSIONS` is `FormulaVersion`.
    private static String schemaName(EntityType type) {
        StringBuilder name = new StringBuilder();
        for (String word : type.word().split("_", -1)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.substring(0, name.length() - 1);
    }

    private static Map<String, Form> forms(JsonNode properties, JsonNode schemas) {
        Map<String, Form> forms = new TreeMap<>();
        properties
                .properties()
                .forEach(member -> forms.put(member.getKey(), form(member.getValue(), schemas)));
        return forms;
    }

    private static Form form(JsonNode schema, JsonNode schemas) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asText().replaceFirst(".*/", "");
            return form(schemas.path(name), schemas);
        }
        return switch (schema.path("type").asText()) {
            case "string" -> Form.TEXT;
            case "integer" -> Form.INTEGER;
            case "boolean" -> Form.BOOLEAN;
            case "array" ->
                    schema.path("items").path("type").asText().equals("string")
                            ? Form.TEXTS
                            : Form.ROWS;
            default -> throw new AssertionError("no form is known for " + schema);
        };
    }

    @Test
    void what_is_pushed_with_every_field_is_kept_and_given_again_with_every_field()
            throws Exception {
        for (RunningHub hub : List.of(onSqlite, onPostgres)) {
            TestStation station = TestStation.enrolledAt(hub);
            Map<EntityType, String> ids = new EnumMap<>(EntityType.class);
            for (EntityType type : EntityType.values()) {
                if (type.shape().writing() == EntityShape.Writing.NONE
                        || type == EntityType.ATTACHMENTS) {
                    continue;
                }
                ids.put(type, created(station, type, ids));
                JsonNode given =
                        station.pulled(type.word()).stream()
                                .filter(change -> change.path("id").asText().equals(ids.get(type)))
                                .findFirst()
                                .orElseThrow()
                                .path("data");
                assertEquals(List.of(), EntityForms.differences(type, EntityForms.of(given)));
            }
        }
    }

    private static String created(TestStation station, EntityType type, Map<EntityType, String> ids)
            throws Exception {
        String id =
                type.shape().key() == EntityShape.Key.UUID
                        ? "01930000-0000-7000-8000-%012d".formatted(ids.size())
                        : "temp_1730534400000_parity_" + type.word();
        ObjectNode operation =
                Operations.operation("create", type.word(), id, EntityForms.every(type, ids));
        JsonNode result =
                station.push(Operations.request(operation.put("userId", "mia")))
                        .path("results")
                        .path(0);
        assertEquals("applied", result.path("status").asText(), result.toString());
        return result.path("realId").asText(id);
    }
}

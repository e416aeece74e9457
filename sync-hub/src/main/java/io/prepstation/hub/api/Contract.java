package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What `openapi.yaml` says of bodies: requests are held against it, and in tests every answer is. Any thread may use it.
public final class Contract {

    /// The one of this program.
    public static final Contract SERVED = new Contract(ofThisProgram());

    private final String text;
    private final JsonObject document;
    private final Map<String, BodySchema> requests = new HashMap<>();
    private final Map<String, Predicate<JsonNode>> quick = new HashMap<>();
    private final Map<String, Optional<BodySchema>> answers = new HashMap<>();

    private Contract(String text) {
        this.text = text;
        this.document =
                new JsonObject(
                        Json.encode(new Yaml(new SafeConstructor(new LoaderOptions())).load(text)));
        SchemaRepository schemas =
                SchemaRepository.create(BodySchema.QUICK)
                        .dereference(BodySchema.ADDRESS, JsonSchema.of(document.copy()));
        QuickCheck checks = new QuickCheck(document);
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject verbs = paths.getJsonObject(path);
            for (String verb : verbs.fieldNames()) {
                String name = verb.toUpperCase(Locale.ROOT) + " " + path;
                JsonObject operation = verbs.getJsonObject(verb);
                read(schemas, name, operation);
                schemaOf(operation.getJsonObject("requestBody"))
                        .ifPresent(schema -> quick.put(name, checks.of(schema)));
            }
        }
    }

    private void read(SchemaRepository schemas, String name, JsonObject operation) {
        schemaOf(operation.getJsonObject("requestBody"))
                .ifPresent(schema -> requests.put(name, BodySchema.of(schemas, schema)));
        JsonObject responses = operation.getJsonObject("responses");
        for (String status : responses.fieldNames()) {
            answers.put(
                    name + " " + status,
                    schemaOf(whole(responses.getJsonObject(status)))
                            .map(schema -> BodySchema.of(schemas, schema)));
        }
    }

    /// As it is served.
    String text() {
        return text;
    }

    /// The operations it has, `GET /api/sessions/{id}`.
    public Set<String> operations() {
        return answers.keySet().stream()
                .map(name -> name.substring(0, name.lastIndexOf(' ')))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What is wrong with a request's body; empty also if the contract says nothing of it.
    ///
    /// @param operation as in [#operations]
    /// @param body if it is no JSON, whoever reads it says so
    Optional<BodySchema.Fault> ofRequest(String operation, byte[] body) {
        BodySchema schema = requests.get(operation);
        return schema == null ? Optional.empty() : fault(schema, Buffer.buffer(body));
    }

    /// Whether a request's body is seen to be as the contract has it, at a glance; if not, [#ofRequest] tells.
    boolean isPlainlyRight(String operation, ObjectNode body) {
        return quick.getOrDefault(operation, _ -> false).test(body);
    }

    /// What is wrong with an answer of the hub.
    ///
    /// @param operation as in [#operations]
    /// @param body one JSON text, or a line each
    public Optional<BodySchema.Fault> ofAnswer(String operation, int status, String body) {
        Optional<BodySchema> schema = answers.get(operation + " " + status);
        if (schema == null) {
            return Optional.of(
                    new BodySchema.Fault("", "the contract has no " + status + " of " + operation));
        }
        return schema.flatMap(known ->
                body.lines()
                        .map(line -> fault(known, Buffer.buffer(line)))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<BodySchema.Fault> fault(BodySchema schema, Buffer body) {
        try {
            return schema.fault(Json.decodeValue(body));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private JsonObject whole(JsonObject response) {
        String reference = response.getString("$ref");
        return reference == null
                ? response
                : document.getJsonObject("components")
                        .getJsonObject("responses")
                        .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
    }

    /// @param part a request body or a response
    /// @return empty if its body is no JSON, or it has none
    private static Optional<JsonObject> schemaOf(@Nullable JsonObject part) {
        JsonObject content = part == null ? null : part.getJsonObject("content");
        if (content == null) {
            return Optional.empty();
        }
        return content.fieldNames().stream()
                .filter(type -> type.endsWith("json"))
                .findFirst()
                .map(type -> content.getJsonObject(type).getJsonObject("schema"));
    }

    private static String ofThisProgram() {
        try (InputStream yaml = Contract.class.getResourceAsStream("/openapi.yaml")) {
            return new String(
                    Objects.requireNonNull(yaml, "openapi.yaml is part of the program")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.yaml is part of the program", e);
        }
    }
}

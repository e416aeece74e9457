package io.prepstation.hub.api;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One schema of the contract.
///
/// @param quick stops at the first fault and does not name it: nearly all bodies have none
/// @param thorough names every fault
public record BodySchema(Validator quick, Validator thorough) {

    static final String ADDRESS = "https://prepstation.invalid/contract";
    static final JsonSchemaOptions QUICK = options(OutputFormat.Flag);

    private static final JsonSchemaOptions THOROUGH = options(OutputFormat.Basic);
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("/([0-9]+)(?=/|$)");

    /// Keywords whose fault only says that something below them is wrong.
    private static final Set<String> ABOVE =
            Set.of("properties", "items", "$ref", "allOf", "oneOf", "anyOf", "prefixItems");

    /// What is wrong with a body.
    ///
    /// @param field where, `operations[0].timestamp`; empty for the body as a whole
    public record Fault(String field, String reason) {}

    /// @param schemas have read the contract at [#ADDRESS]
    static BodySchema of(SchemaRepository schemas, JsonObject schema) {
        JsonObject alone = new JsonObject(schema.encode().replace("\"#/", "\"" + ADDRESS + "#/"));
        return new BodySchema(
                schemas.validator(JsonSchema.of(alone.copy()), QUICK),
                schemas.validator(JsonSchema.of(alone.copy()), THOROUGH));
    }

    Optional<Fault> fault(Object json) {
        return Boolean.TRUE.equals(quick.validate(json).getValid())
                ? Optional.empty()
                : Optional.of(named(thorough.validate(json).getErrors()));
    }

    /// The one that lies deepest: the others follow from it.
    private static Fault named(List<OutputUnit> errors) {
        return errors.stream()
                .filter(error -> !ABOVE.contains(keyword(error)))
                .max(Comparator.comparingInt(error -> depth(error.getInstanceLocation())))
                .map(BodySchema::fault)
                .orElse(new Fault("", "the body is not as the contract has it"));
    }

    private static Fault fault(OutputUnit error) {
        String place = place(error.getInstanceLocation());
        Matcher name = NAME.matcher(error.getError());
        if (keyword(error).equals("required") && name.find()) {
            String field = place.isEmpty() ? name.group(1) : place + "." + name.group(1);
            return new Fault(field, field + " is missing");
        }
        return new Fault(place, (place.isEmpty() ? "body" : place) + ": " + error.getError());
    }

    private static String keyword(OutputUnit error) {
        String location = error.getKeywordLocation();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static int depth(String location) {
        return location.length() - location.replace("/", "").length();
    }

    /// `#/operations/0/timestamp` as `operations[0].timestamp`.
    private static String place(String location) {
        String numbered =
                NUMBER.matcher(location.substring(location.indexOf('#') + 1)).replaceAll("[$1]");
        return numbered.replaceFirst("^/", "").replace('/', '.');
    }

    private static JsonSchemaOptions options(OutputFormat format) {
        return new JsonSchemaOptions()
                .setBaseUri(ADDRESS)
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(format);
    }
}

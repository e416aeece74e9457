package io.prepstation.model.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// JSON as station and hub read and write it: unknown members are ignored, duplicate ones refused, decimals kept exact.
public final class Json {

    private static final int DEEPEST = 32;
    private static final Pattern ADVICE = Pattern.compile(" \\(set .*");

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// @throws MalformedJson if the text is not one JSON object with a canonical form
    public static ObjectNode parseObject(String text) throws MalformedJson {
        return parseObject(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /// @throws MalformedJson if the bytes are not one JSON object with a canonical form
    public static ObjectNode parseObject(byte[] utf8) throws MalformedJson {
        try {
            JsonNode node = MAPPER.readTree(utf8);
            if (!(node instanceof ObjectNode object)) {
                throw new MalformedJson("expected a JSON object");
            }
            Optional<String> fault = InteroperableJson.fault(object);
            if (fault.isPresent()) {
                throw new MalformedJson(fault.get());
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new MalformedJson(placeOf(e) + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new MalformedJson("not a text in UTF-8: " + e.getMessage(), e);
        } catch (NumberFormatException e) {
            // The reader throws it for an exponent beyond anything it can hold.
            throw new MalformedJson("a number is too large for JSON", e);
        }
    }

    /// Which of these members stands first in an object; what comes behind it is not read.
    ///
    /// @return empty if there is none before the end, or before what is no JSON
    public static Optional<String> firstOf(byte[] utf8, Set<String> members) {
        try (JsonParser parser = MAPPER.createParser(utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = parser.nextFieldName(); name != null; ) {
                if (members.contains(name)) {
                    return Optional.of(name);
                }
                parser.nextToken();
                parser.skipChildren();
                name = parser.nextFieldName();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Reads a wire record; every component that is not `@Nullable` must be there.
    ///
    /// @throws MalformedJson naming the member that is missing or of the wrong type
    public static <T> T read(JsonNode node, Class<T> type) throws MalformedJson {
        try {
            T value = MAPPER.treeToValue(node, type);
            WholeRecord.require(value, "");
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedJson(memberOf(e) + reason(e), e);
        }
    }

    public static ObjectNode write(Object wireRecord) {
        return MAPPER.valueToTree(wireRecord);
    }

    /// What [#write] would say, as text.
    public static String text(Object wireRecord) {
        try {
            return MAPPER.writeValueAsString(wireRecord);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a wire record can always be written", e);
        }
    }

    private static String memberOf(JsonProcessingException e) {
        String path =
                e instanceof JsonMappingException mapping
                        ? mapping.getPath().stream()
                                .map(Json::name)
                                .collect(Collectors.joining("."))
                        : "";
        return path.isEmpty() ? "" : "member \"" + path + "\": ";
    }

    private static String name(JsonMappingException.Reference step) {
        return step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName();
    }

    /// The reader's message without its advice to change the reader.
    private static String reason(JsonProcessingException e) {
        return ADVICE.matcher(e.getOriginalMessage()).replaceAll("");
    }

    private static String placeOf(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : "line "
                        + e.getLocation().getLineNr()
                        + ", column "
                        + e.getLocation().getColumnNr()
                        + ": ";
    }
}

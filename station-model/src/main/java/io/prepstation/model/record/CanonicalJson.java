package io.prepstation.model.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.erdtman.jcs.JsonCanonicalizer;

/// The one text of a JSON value that hashes and signatures are made over: RFC 8785.
///
/// Plain values (texts, whole numbers, truth values, lists and objects of them) are written by Jackson, which writes
/// these as RFC 8785 does once members are sorted and escapes are in lower case, several times faster than the general
/// way; creating a session waits for it. A test compares both.
public final class CanonicalJson {

    /// Beyond it a whole number is written in another form.
    private static final long LARGEST_EXACT = 1L << 53;

    private static final JsonMapper SORTED = sorted().build();

    private CanonicalJson() {}

    /// @throws UncheckedIOException for a number beyond the range of JSON's double, which no record of ours has
    public static String of(JsonNode node) {
        return isPlain(node) ? written(SORTED.writer(), node) : general(node);
    }

    /// Writes records of plain values without a tree between.
    ///
    /// @param without carries the annotation that names the members to leave out
    /// @param faster writes some of them by hand, in the order of their names
    public static <T> ObjectWriter writer(Class<T> type, Class<?> without, Module faster) {
        return sorted().addMixIn(type, without).addModule(faster).build().writerFor(type);
    }

    /// SHA-256 of the canonical text in UTF-8, hexadecimal.
    public static String hash(JsonNode node) {
        return Sha256.hex(of(node));
    }

    /// By the library, whatever the value.
    static String general(JsonNode node) {
        try {
            return new JsonCanonicalizer(node.toString()).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException("a JSON tree of finite numbers has a canonical form", e);
        }
    }

    /// Writes records whose members are all plain values.
    public static <T> ObjectWriter writer(Class<T> type) {
        return sorted().build().writerFor(type);
    }

    /// Whether it has only texts, whole numbers of up to 2^53, truth values, and lists and objects of them.
    public static boolean isPlain(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING, BOOLEAN, NULL -> true;
            case NUMBER ->
                    node.isIntegralNumber()
                            && node.canConvertToLong()
                            && Math.abs(node.longValue()) <= LARGEST_EXACT;
            case ARRAY, OBJECT -> arePlain(node);
            case BINARY, MISSING, POJO -> false;
        };
    }

    private static boolean arePlain(JsonNode parent) {
        for (JsonNode member : parent) {
            if (!isPlain(member)) {
                return false;
            }
        }
        return true;
    }

    /// By one of the writers above.
    public static String written(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a JSON tree can always be written", e);
        }
    }

    private static JsonMapper.Builder sorted() {
        return JsonMapper.builder(
                        JsonFactory.builder()
                                .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                                .build())
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
    }
}

package io.prepstation.device.balance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A real line of a balance and what it means, with its source, from `balance-lines.jsonl`.
record VectorLine(String protocol, String bytes, JsonNode meaning) {

    /// What the sources call lines that nothing can be read from.
    private static final Set<String> UNREADABLE = Set.of("unparseable", "fragment");

    static List<VectorLine> of(String protocol) {
        return all().stream().filter(line -> line.protocol.equals(protocol)).toList();
    }

    static List<VectorLine> all() {
        try (InputStream file = VectorLine.class.getResourceAsStream("/balance-lines.jsonl")) {
            JsonMapper mapper = new JsonMapper();
            String text =
                    new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return mapper.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll().stream()
                    .map(VectorLine::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static VectorLine of(JsonNode line) {
        return new VectorLine(
                line.get("protocol").asText(), line.get("bytes").asText(), line.get("meaning"));
    }

    /// What the command line must print for it.
    BalanceLine expected() {
        boolean readable = !UNREADABLE.contains(meaning.path("code").asText());
        String kind = readable ? meaning.get("kind").asText() : "noise";
        return new BalanceLine(
                BalanceLine.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                text("value"),
                text("unit"),
                meaning.hasNonNull("stable") ? meaning.get("stable").asBoolean() : null,
                meaning.path("overload").asBoolean(),
                meaning.path("underload").asBoolean(),
                raw());
    }

    /// The first frame: what lies before the terminator, blanks included.
    String raw() {
        return bytes.lines().filter(line -> !line.isEmpty()).findFirst().orElseThrow();
    }

    private @Nullable String text(String field) {
        return meaning.hasNonNull(field) ? meaning.get(field).asText() : null;
    }

    @Override
    public String toString() {
        return protocol + " " + raw();
    }
}

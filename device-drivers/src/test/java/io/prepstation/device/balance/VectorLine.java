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
import org.jspecify.annotations.Nullable;

/// A real line of a balance and what it means, with its source, from `balance-lines.jsonl`.
record VectorLine(String protocol, String bytes, JsonNode meaning) {

    static List<VectorLine> of(String protocol) {
        try (InputStream file = VectorLine.class.getResourceAsStream("/balance-lines.jsonl")) {
            JsonMapper mapper = new JsonMapper();
            String text =
                    new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return mapper.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll().stream()
                    .map(VectorLine::of)
                    .filter(line -> line.protocol.equals(protocol))
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
        return new BalanceLine(
                BalanceLine.Kind.valueOf(meaning.get("kind").asText().toUpperCase(Locale.ROOT)),
                text("value"),
                text("unit"),
                meaning.hasNonNull("stable") ? meaning.get("stable").asBoolean() : null,
                meaning.path("overload").asBoolean(),
                meaning.path("underload").asBoolean(),
                bytes.strip());
    }

    private @Nullable String text(String field) {
        return meaning.hasNonNull(field) ? meaning.get(field).asText() : null;
    }

    @Override
    public String toString() {
        return bytes.strip();
    }
}

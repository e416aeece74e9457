package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How far station and hub hold the same, when they were last compared.
///
/// @param entries how many things the station holds
/// @param differing how many are not the same on both sides; 0 if they have converged
/// @param named the first of those
public record Convergence(Instant at, int entries, int differing, List<Difference> named) {

    private static final String KEY = "convergence";
    private static final int NAMED = 20;

    public Convergence {
        named = List.copyOf(named);
    }

    /// What is wrong with one thing.
    public enum Kind {
        /// The hub does not have it.
        ONLY_HERE,
        /// The station does not have it, or does not show it.
        ONLY_AT_HUB,
        /// The same version says something else.
        CONTENT,
        /// The station stands at another version.
        VERSION;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public record Difference(String entityType, String id, Kind kind) {}

    public static Convergence of(Instant at, int entries, List<Difference> all) {
        return new Convergence(
                at, entries, all.size(), all.subList(0, Math.min(NAMED, all.size())));
    }

    /// Of the last comparison; empty if there was none.
    public static Optional<Convergence> last(ReadHandle handle) {
        return SyncState.get(handle, KEY).flatMap(Convergence::read);
    }

    public void keep(WriteHandle handle) {
        SyncState.put(handle, KEY, fields().toString());
    }

    /// As JSON, with the names that scripts read.
    public ObjectNode fields() {
        ObjectNode fields =
                Json.object()
                        .put("checkedAt", at.toString())
                        .put("entries", entries)
                        .put("differing", differing);
        ArrayNode list = fields.putArray("differences");
        for (Difference one : named) {
            list.addObject()
                    .put("entityType", one.entityType())
                    .put("id", one.id())
                    .put("kind", one.kind().name());
        }
        return fields;
    }

    private static Optional<Convergence> read(String text) {
        try {
            ObjectNode fields = Json.parseObject(text);
            return Optional.of(
                    new Convergence(
                            Instant.parse(fields.path("checkedAt").asText()),
                            fields.path("entries").asInt(),
                            fields.path("differing").asInt(),
                            fields.path("differences")
                                    .valueStream()
                                    .map(one ->
                                            new Difference(
                                                    one.path("entityType").asText(),
                                                    one.path("id").asText(),
                                                    Kind.valueOf(one.path("kind").asText())))
                                    .toList()));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}

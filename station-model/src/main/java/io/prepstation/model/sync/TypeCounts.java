package io.prepstation.model.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of what was sent, for each entity type by its word (SYN-18).
public record TypeCounts(SortedMap<String, Count> types) {

    public static final TypeCounts NONE = new TypeCounts(new TreeMap<>());

    /// @param failed what the hub answered, but did not take
    public record Count(int synced, int failed, int conflicts) {

        public static final Count SYNCED = new Count(1, 0, 0);
        public static final Count FAILED = new Count(0, 1, 0);
        public static final Count IN_CONFLICT = new Count(0, 0, 1);

        private static Count sum(Count one, Count other) {
            return new Count(
                    one.synced + other.synced,
                    one.failed + other.failed,
                    one.conflicts + other.conflicts);
        }
    }

    public TypeCounts {
        types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
    }

    public static TypeCounts of(String type, Count count) {
        return NONE.and(type, count);
    }

    public TypeCounts and(String type, Count count) {
        SortedMap<String, Count> all = new TreeMap<>(types);
        all.merge(type, count, Count::sum);
        return new TypeCounts(all);
    }

    public TypeCounts and(TypeCounts other) {
        SortedMap<String, Count> all = new TreeMap<>(types);
        other.types.forEach((type, count) -> all.merge(type, count, Count::sum));
        return new TypeCounts(all);
    }

    /// As JSON, a member for each type.
    public ObjectNode fields() {
        ObjectNode fields = Json.object();
        types.forEach((type, count) ->
                fields.putObject(type)
                        .put("synced", count.synced())
                        .put("failed", count.failed())
                        .put("conflicts", count.conflicts()));
        return fields;
    }

    public static TypeCounts read(JsonNode fields) {
        SortedMap<String, Count> all = new TreeMap<>();
        fields.properties()
                .forEach(type ->
                        all.put(
                                type.getKey(),
                                new Count(
                                        type.getValue().path("synced").asInt(),
                                        type.getValue().path("failed").asInt(),
                                        type.getValue().path("conflicts").asInt())));
        return new TypeCounts(all);
    }
}

package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.hub.store.Station;
import io.prepstation.model.sync.EntityType;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads what requests say in their query.
final class Queries {

    private Queries() {}

    /// All types if none is named; empty if one is not known.
    static Optional<Set<EntityType>> types(HttpServerRequest request) {
        String words = request.getParam("entityTypes", "");
        if (words.isEmpty()) {
            return Optional.of(EnumSet.allOf(EntityType.class));
        }
        Set<EntityType> types = EnumSet.noneOf(EntityType.class);
        for (String word : words.split(",", -1)) {
            Optional<EntityType> type = EntityType.ofWord(word);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            types.add(type.get());
        }
        return Optional.of(types);
    }

    /// The same of a body that the contract lets pass.
    static Set<EntityType> types(JsonNode words) {
        Set<EntityType> types = EnumSet.noneOf(EntityType.class);
        words.forEach(word -> types.add(EntityType.ofWord(word.asText()).orElseThrow()));
        return types.isEmpty() ? EnumSet.allOf(EntityType.class) : types;
    }

    static Answer unknownType(HttpServerRequest request) {
        return Answer.problem(
                400,
                "MALFORMED",
                "entityTypes",
                "\"" + request.getParam("entityTypes", "") + "\" names an unknown entity type");
    }

    /// The problem of a request that names another lab than its station's.
    static Optional<Answer> otherLab(HttpServerRequest request, Station station) {
        return otherLab(request.getParam("labId", station.labId()), station);
    }

    static Optional<Answer> otherLab(String labId, Station station) {
        return labId.equals(station.labId())
                ? Optional.empty()
                : Optional.of(
                        Answer.problem(
                                403,
                                "OTHER_LAB",
                                "labId",
                                "this station belongs to lab " + station.labId()));
    }

    /// Empty for what is no whole number of zero or more, also if it is not there.
    static OptionalLong number(HttpServerRequest request, String name) {
        String text = request.getParam(name, "");
        return text.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}

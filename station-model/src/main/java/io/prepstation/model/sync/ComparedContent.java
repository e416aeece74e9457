package io.prepstation.model.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.CanonicalJson;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What station and hub must say alike about a thing once everything has arrived, and how that is put into one hash.
///
/// Left out is what only one side knows or what it derives: the labs a person works in and how often his PIN was replaced,
/// the version of a formula that a day decides. Not compared at all are finished sessions, of which the hub's signed receipt is the proof, and what a station
/// keeps only of itself.
public final class ComparedContent {

    /// Parents before children.
    public static final Set<EntityType> TYPES =
            Collections.unmodifiableSet(
                    EnumSet.of(
                            EntityType.LABS,
                            EntityType.USERS,
                            EntityType.INGREDIENTS,
                            EntityType.FORMULAS,
                            EntityType.FORMULA_VERSIONS,
                            EntityType.LOTS,
                            EntityType.STOCK_MOVES,
                            EntityType.CONTAINERS,
                            EntityType.NOTES));

    private ComparedContent() {}

    /// @param data of a thing that was not deleted, in its wire form
    /// @return empty if neither side must have it: people who have left, formula versions that nobody may weigh
    public static Optional<String> hash(EntityType type, ObjectNode data) {
        return switch (type) {
            case USERS ->
                    data.path("active").asBoolean()
                            ? Optional.of(hash(type, data, List.of("labIds", "credentialVersion")))
                            : Optional.empty();
            case FORMULA_VERSIONS ->
                    data.path("status").asText().equals("approved")
                            ? Optional.of(hash(type, data, List.of()))
                            : Optional.empty();
            case FORMULAS -> Optional.of(hash(type, data, List.of("currentVersionId")));
            case LABS, INGREDIENTS, LOTS, STOCK_MOVES, CONTAINERS, NOTES ->
                    Optional.of(hash(type, data, List.of()));
            case SESSIONS, BALANCE_CHECKS, ATTACHMENTS -> Optional.empty();
        };
    }

    /// Whether stations keep the version of things of this type: they need it where they edit them.
    public static boolean isVersioned(EntityType type) {
        return type.shape().writing() != EntityShape.Writing.NONE;
    }

    /// An empty list is as good as none.
    private static String hash(EntityType type, ObjectNode data, List<String> without) {
        ObjectNode content = type.shape().content(data);
        content.remove(without);
        content.removeIf((JsonNode value) -> value.isArray() && value.isEmpty());
        return CanonicalJson.hash(content);
    }
}

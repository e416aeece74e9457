package io.prepstation.model.sync;

import static io.prepstation.model.sync.WireField.derived;
import static io.prepstation.model.sync.WireField.needed;
import static io.prepstation.model.sync.WireField.optional;
import static io.prepstation.model.sync.WireField.parent;
import static io.prepstation.model.sync.WireField.reference;
import static io.prepstation.model.sync.WireField.word;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.WireField.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What entities of one type are made of, for everybody who stores, checks, compares or merges them without knowing them
/// one by one. Members that every entity has (id, version, labId, createdAt, createdBy, updatedAt, and where the hub keeps it tempId) are not listed.
///
/// @param key who gives the id
/// @param writing what a station may do
/// @param naturalKey the fields that no two entities of a lab have alike; empty if there are none
/// @param together fields that are chosen as one when two edits meet, such as a hazard label's parts
public record EntityShape(
        EntityType type,
        Key key,
        Writing writing,
        List<WireField> fields,
        List<String> naturalKey,
        List<List<String>> together) {

    /// Who gives an entity its id.
    public enum Key {
        /// A word chosen by people.
        GIVEN,
        /// A number by the hub; made at a station, it has a temporary id until then.
        HUB_NUMBER,
        /// A UUIDv7 by whoever makes it.
        UUID,
        /// SHA-256 of the content.
        CONTENT
    }

    /// What stations may push.
    public enum Writing {
        /// Nothing: the hub's own.
        NONE,
        /// Create, update and delete.
        ALL,
        /// Create only: it never changes after.
        ONCE
    }

    /// What a station says of a session when it begins; the session itself comes whole, by upload.
    public static final EntityShape RUNNING_SESSION =
            once(
                    EntityType.SESSIONS,
                    Key.UUID,
                    parent("formulaId", EntityType.FORMULAS),
                    needed("operator", Kind.TEXT),
                    needed("startedAt", Kind.TIME),
                    optional("labId", Kind.TEXT),
                    optional("stationId", Kind.TEXT));

    private static final Map<EntityType, EntityShape> SHAPES = shapes();

    static EntityShape of(EntityType type) {
        return Objects.requireNonNull(SHAPES.get(type));
    }

    public Optional<WireField> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /// The fields of an entity without what is about it (version, times, author); missing and null are the same.
    public ObjectNode content(JsonNode data) {
        ObjectNode content = Json.object();
        for (WireField field : fields) {
            JsonNode value = data.get(field.name());
            if (value != null && !value.isNull()) {
                content.set(field.name(), value);
            }
        }
        return content;
    }

    /// SHA-256 of the canonical form of [#content]: equal for entities that say the same. On the wire it is `baseHash`
    /// and `hash`.
    public String contentHash(JsonNode data) {
        return CanonicalJson.hash(content(data));
    }

    private static Map<EntityType, EntityShape> shapes() {
        Map<EntityType, EntityShape> shapes = new EnumMap<>(EntityType.class);
        for (EntityType type : EntityType.values()) {
            shapes.put(type, shape(type));
        }
        return shapes;
    }

    private static EntityShape shape(EntityType type) {
        return switch (type) {
            case LABS ->
                    hubs(
                            type,
                            Key.GIVEN,
                            needed("name", Kind.TEXT),
                            needed("tenantId", Kind.TEXT),
                            needed("timeZone", Kind.TEXT),
                            needed("demo", Kind.VALUE));
            case USERS ->
                    hubs(
                            type,
                            Key.GIVEN,
                            needed("name", Kind.TEXT),
                            needed("roles", Kind.TEXTS),
                            needed("labIds", Kind.TEXTS),
                            needed("active", Kind.VALUE),
                            optional("credentialVersion", Kind.COUNT));
            case INGREDIENTS -> ingredients();
            case FORMULAS ->
                    hubs(
                            type,
                            Key.HUB_NUMBER,
                            needed("code", Kind.TEXT),
                            needed("name", Kind.TEXT),
                            reference("currentVersionId", EntityType.FORMULA_VERSIONS));
            case FORMULA_VERSIONS ->
                    hubs(
                            type,
                            Key.UUID,
                            parent("formulaId", EntityType.FORMULAS),
                            needed("versionNo", Kind.COUNT),
                            word("status", "draft", "approved", "retired"),
                            needed("effectiveFrom", Kind.DAY),
                            needed("baseAmount", Kind.TEXT),
                            needed("baseUnit", Kind.TEXT),
                            needed("lines", Kind.VALUE));
            case LOTS -> lots();
            case STOCK_MOVES ->
                    once(
                            type,
                            Key.UUID,
                            parent("lotId", EntityType.LOTS),
                            needed("deltaG", Kind.CHANGE),
                            needed("reason", Kind.TEXT));
            case CONTAINERS -> containers();
            case SESSIONS -> hubs(type, Key.UUID);
            case BALANCE_CHECKS ->
                    once(
                            type,
                            Key.UUID,
                            needed("balanceSerial", Kind.TEXT),
                            optional("balanceModel", Kind.TEXT),
                            needed("kind", Kind.TEXT),
                            needed("readings", Kind.VALUE),
                            optional("minimumWeightG", Kind.MASS),
                            needed("result", Kind.TEXT),
                            needed("checkedAt", Kind.TIME),
                            needed("checkedBy", Kind.TEXT));
            case NOTES -> notes();
            case ATTACHMENTS ->
                    once(
                            type,
                            Key.CONTENT,
                            needed("sha256", Kind.TEXT),
                            needed("mediaType", Kind.TEXT),
                            needed("size", Kind.COUNT),
                            needed("entityType", Kind.TEXT),
                            needed("entityId", Kind.SUBJECT));
        };
    }

    private static EntityShape ingredients() {
        return new EntityShape(
                EntityType.INGREDIENTS,
                Key.HUB_NUMBER,
                Writing.ALL,
                List.of(
                        needed("code", Kind.TEXT),
                        needed("name", Kind.TEXT),
                        optional("casNumber", Kind.TEXT),
                        optional("signalWord", Kind.TEXT),
                        optional("pictograms", Kind.TEXTS),
                        optional("hazards", Kind.TEXTS)),
                List.of("code"),
                List.of(List.of("signalWord", "pictograms", "hazards")));
    }

    private static EntityShape lots() {
        return new EntityShape(
                EntityType.LOTS,
                Key.HUB_NUMBER,
                Writing.ALL,
                List.of(
                        parent("ingredientId", EntityType.INGREDIENTS),
                        needed("lotNumber", Kind.TEXT),
                        needed("expiresOn", Kind.DAY),
                        word("status", "released", "quarantine", "blocked", "empty"),
                        derived("remainingG", Kind.MASS, null),
                        optional("openedOn", Kind.DAY),
                        optional("potencyPercent", Kind.PERCENT)),
                List.of("ingredientId", "lotNumber"),
                List.of());
    }

    private static EntityShape containers() {
        return new EntityShape(
                EntityType.CONTAINERS,
                Key.HUB_NUMBER,
                Writing.ALL,
                List.of(
                        needed("code", Kind.TEXT),
                        reference("lotId", EntityType.LOTS),
                        derived("ingredientId", Kind.REFERENCE, EntityType.INGREDIENTS),
                        optional("tareG", Kind.MASS),
                        optional("lastGrossG", Kind.MASS),
                        optional("volumeMl", Kind.MASS),
                        word("status", "clean", "in_use", "empty", "blocked")),
                List.of("code"),
                List.of(List.of("lotId", "ingredientId", "lastGrossG")));
    }

    private static EntityShape notes() {
        return new EntityShape(
                EntityType.NOTES,
                Key.HUB_NUMBER,
                Writing.ALL,
                List.of(
                        needed("entityType", Kind.TEXT),
                        needed("entityId", Kind.SUBJECT),
                        needed("text", Kind.TEXT),
                        derived("authorId", Kind.TEXT, null)),
                List.of(),
                List.of());
    }

    private static EntityShape hubs(EntityType type, Key key, WireField... fields) {
        return new EntityShape(type, key, Writing.NONE, List.of(fields), List.of(), List.of());
    }

    private static EntityShape once(EntityType type, Key key, WireField... fields) {
        return new EntityShape(type, key, Writing.ONCE, List.of(fields), List.of(), List.of());
    }
}

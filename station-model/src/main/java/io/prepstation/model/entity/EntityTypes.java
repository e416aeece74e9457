package io.prepstation.model.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityDescriptor.Conflicts;
import io.prepstation.model.entity.EntityDescriptor.Keys;
import io.prepstation.model.entity.EntityDescriptor.Live;
import io.prepstation.model.entity.EntityDescriptor.Writing;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.people.Permission;
import io.prepstation.model.sync.EntityShape;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Resolution;
import io.prepstation.model.sync.WireField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The entity types a station may write, parents before children: the order they go up and come down in.
public record EntityTypes(List<EntityDescriptor> all) {

    /// What may be edited at a bench, as the contract with the hub has it.
    public static final EntityTypes STANDARD =
            new EntityTypes(
                    List.of(
                            descriptor(
                                    EntityType.INGREDIENTS,
                                    Resolution.MERGE,
                                    Live.FOLLOWED,
                                    List.of(List.of("code"))),
                            descriptor(
                                    EntityType.LOTS,
                                    Resolution.MERGE,
                                    Live.FOLLOWED,
                                    List.of(
                                            List.of("ingredientId", "lotNumber"),
                                            List.of("ingredientId", "expiresOn"),
                                            List.of("labId", "updatedAt"))),
                            descriptor(
                                    EntityType.STOCK_MOVES,
                                    Resolution.SERVER_WINS,
                                    Live.FOLLOWED,
                                    List.of(List.of("lotId"))),
                            descriptor(
                                    EntityType.CONTAINERS,
                                    Resolution.MERGE,
                                    Live.FOLLOWED,
                                    List.of(
                                            List.of("code"),
                                            List.of("lotId"),
                                            List.of("labId", "updatedAt"))),
                            descriptor(
                                    EntityType.BALANCE_CHECKS,
                                    Resolution.SERVER_WINS,
                                    Live.OWN,
                                    List.of(List.of("balanceSerial", "kind", "checkedAt"))),
                            descriptor(
                                    EntityType.NOTES,
                                    Resolution.LAST_WRITE_WINS,
                                    Live.FOLLOWED,
                                    List.of(List.of("entityType", "entityId")))));

    public EntityTypes {
        all = List.copyOf(all);
    }

    public Optional<EntityDescriptor> of(String word) {
        return all.stream().filter(type -> type.word().equals(word)).findFirst();
    }

    /// Where the type stands among the others; types that are not here come last.
    public int position(String word) {
        for (int at = 0; at < all.size(); at++) {
            if (all.get(at).word().equals(word)) {
                return at;
            }
        }
        return all.size();
    }

    /// The same with one type more, after all others.
    public EntityTypes with(EntityDescriptor more) {
        List<EntityDescriptor> longer = new ArrayList<>(all);
        longer.add(more);
        return new EntityTypes(longer);
    }

    /// @param strategy how two edits of one are brought together unless a person chooses otherwise
    private static EntityDescriptor descriptor(
            EntityType type, Resolution strategy, Live live, List<List<String>> indexes) {
        EntityShape shape = type.shape();
        return new EntityDescriptor(
                type.word(),
                shape.fields().stream().map(EntityTypes::field).toList(),
                shape.fields().stream().flatMap(field -> relation(field).stream()).toList(),
                new Keys(key(shape), shape.naturalKey()),
                new Writing(
                        type == EntityType.BALANCE_CHECKS
                                ? Permission.CHECK_BALANCE
                                : Permission.EDIT_MATERIALS,
                        shape.writing() == EntityShape.Writing.ONCE,
                        derived(shape)),
                new Conflicts(strategy, shape.together().stream().map(Set::copyOf).toList()),
                indexes,
                live,
                entity -> outOfRange(shape, entity));
    }

    private static EntityField field(WireField field) {
        return new EntityField(
                field.name(), kind(field), field.required(), Set.copyOf(field.words()));
    }

    private static FieldKind kind(WireField field) {
        return switch (field.kind()) {
            case TEXT, WORD, REFERENCE, SUBJECT -> FieldKind.TEXT;
            case MASS, CHANGE, PERCENT -> FieldKind.DECIMAL;
            case DAY -> FieldKind.DAY;
            case COUNT, TIME -> FieldKind.INTEGER;
            case TEXTS -> FieldKind.LIST;
            case VALUE -> FieldKind.ROWS;
        };
    }

    private static Optional<Relation> relation(WireField field) {
        EntityType target = field.target();
        if (target != null) {
            return Optional.of(Relation.to(target.word(), field.name()));
        }
        return field.kind() == WireField.Kind.SUBJECT
                ? Optional.of(Relation.toTypeIn("entityType", field.name()))
                : Optional.empty();
    }

    private static KeyKind key(EntityShape shape) {
        return switch (shape.key()) {
            case HUB_NUMBER -> KeyKind.HUB_NUMBER;
            case UUID -> KeyKind.STATION_UUID;
            case GIVEN, CONTENT -> KeyKind.HUB_ONLY;
        };
    }

    private static Set<String> derived(EntityShape shape) {
        return shape.fields().stream()
                .filter(WireField::derived)
                .map(WireField::name)
                .collect(Collectors.toSet());
    }

    private static Optional<String> outOfRange(EntityShape shape, ObjectNode entity) {
        return shape.fields().stream()
                .filter(field -> entity.hasNonNull(field.name()))
                .filter(field -> isOutOfRange(field, entity.path(field.name()).asText()))
                .map(field ->
                        field.kind() == WireField.Kind.MASS
                                ? field.name() + " is below zero."
                                : field.name() + " is not between 0 and 100.")
                .findFirst();
    }

    private static boolean isOutOfRange(WireField field, String value) {
        return switch (field.kind()) {
            case MASS -> Decimal.of(value).signum() < 0;
            case PERCENT ->
                    Decimal.of(value).signum() < 0
                            || Decimal.of(value).compareTo(Decimal.of("100")) > 0;
            case TEXT, WORD, CHANGE, DAY, COUNT, TIME, REFERENCE, SUBJECT, TEXTS, VALUE -> false;
        };
    }
}

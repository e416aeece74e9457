package io.prepstation.model.entity;

import static io.prepstation.model.entity.EntityField.optional;
import static io.prepstation.model.entity.EntityField.required;
import static io.prepstation.model.entity.EntityField.word;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityDescriptor.Conflicts;
import io.prepstation.model.entity.EntityDescriptor.Keys;
import io.prepstation.model.entity.EntityDescriptor.Writing;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.people.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The entity types a station may write, parents before children: the order they go up and come down in.
public record EntityTypes(List<EntityDescriptor> all) {

    private static final Set<Role> BENCH =
            Set.of(
                    Role.OPERATOR,
                    Role.SUPERVISOR,
                    Role.LAB_MANAGER,
                    Role.ADMINISTRATOR,
                    Role.SUPER_ADMINISTRATOR);

    private static final EntityDescriptor INGREDIENTS =
            new EntityDescriptor(
                    "ingredients",
                    List.of(
                            required("code", FieldKind.TEXT),
                            required("name", FieldKind.TEXT),
                            optional("casNumber", FieldKind.TEXT),
                            optional("signalWord", FieldKind.TEXT),
                            optional("pictograms", FieldKind.LIST),
                            optional("hazards", FieldKind.LIST)),
                    List.of(),
                    new Keys(KeyKind.HUB_NUMBER, List.of("code")),
                    new Writing(BENCH, false, Set.of()),
                    new Conflicts(
                            ConflictStrategy.MERGE,
                            List.of(Set.of("signalWord", "pictograms", "hazards"))),
                    _ -> Optional.empty());

    private static final EntityDescriptor LOTS =
            new EntityDescriptor(
                    "lots",
                    List.of(
                            required("ingredientId", FieldKind.TEXT),
                            required("lotNumber", FieldKind.TEXT),
                            required("expiresOn", FieldKind.DAY),
                            word("status", "released", "quarantine", "blocked", "empty"),
                            optional("remainingG", FieldKind.DECIMAL),
                            optional("openedOn", FieldKind.DAY),
                            optional("potencyPercent", FieldKind.DECIMAL)),
                    List.of(Relation.to("ingredients", "ingredientId")),
                    new Keys(KeyKind.HUB_NUMBER, List.of("ingredientId", "lotNumber")),
                    new Writing(BENCH, false, Set.of("remainingG")),
                    new Conflicts(ConflictStrategy.MERGE, List.of()),
                    lot -> notNegative(lot, "remainingG", "potencyPercent"));

    private static final EntityDescriptor STOCK_MOVES =
            new EntityDescriptor(
                    "stock_moves",
                    List.of(
                            required("lotId", FieldKind.TEXT),
                            required("deltaG", FieldKind.DECIMAL),
                            required("reason", FieldKind.TEXT)),
                    List.of(Relation.to("lots", "lotId")),
                    new Keys(KeyKind.STATION_UUID, List.of()),
                    new Writing(BENCH, true, Set.of()),
                    new Conflicts(ConflictStrategy.SERVER_WINS, List.of()),
                    _ -> Optional.empty());

    private static final EntityDescriptor CONTAINERS =
            new EntityDescriptor(
                    "containers",
                    List.of(
                            required("code", FieldKind.TEXT),
                            optional("lotId", FieldKind.TEXT),
                            optional("ingredientId", FieldKind.TEXT),
                            optional("tareG", FieldKind.DECIMAL),
                            optional("lastGrossG", FieldKind.DECIMAL),
                            word("status", "clean", "in_use", "empty", "blocked")),
                    List.of(
                            Relation.to("lots", "lotId"),
                            Relation.to("ingredients", "ingredientId")),
                    new Keys(KeyKind.HUB_NUMBER, List.of("code")),
                    new Writing(BENCH, false, Set.of("ingredientId")),
                    new Conflicts(
                            ConflictStrategy.MERGE,
                            List.of(Set.of("lotId", "ingredientId", "lastGrossG"))),
                    container -> notNegative(container, "tareG", "lastGrossG"));

    private static final EntityDescriptor NOTES =
            new EntityDescriptor(
                    "notes",
                    List.of(
                            required("entityType", FieldKind.TEXT),
                            required("entityId", FieldKind.TEXT),
                            required("text", FieldKind.TEXT),
                            optional("authorId", FieldKind.TEXT)),
                    List.of(Relation.toTypeIn("entityType", "entityId")),
                    new Keys(KeyKind.HUB_NUMBER, List.of()),
                    new Writing(BENCH, false, Set.of("authorId")),
                    new Conflicts(ConflictStrategy.LAST_WRITE_WINS, List.of()),
                    _ -> Optional.empty());

    public static final EntityTypes STANDARD =
            new EntityTypes(List.of(INGREDIENTS, LOTS, STOCK_MOVES, CONTAINERS, NOTES));

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

    private static Optional<String> notNegative(ObjectNode entity, String... fields) {
        return Stream.of(fields)
                .filter(field -> entity.hasNonNull(field))
                .filter(field -> Decimal.of(entity.path(field).asText()).signum() < 0)
                .map(field -> field + " is below zero.")
                .findFirst();
    }
}

package io.prepstation.hub.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.dashboard.Materials.ContainerRow;
import io.prepstation.hub.dashboard.Materials.IngredientRow;
import io.prepstation.hub.dashboard.Materials.LotRow;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredEntity;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityType;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Ingredients, lots and containers of the labs: the first of each, or of those that were looked for.
final class MaterialsPage {

    /// Of each kind.
    private static final int SHOWN = 200;

    private final HubDatabase database;
    private final InstantSource clock;
    private final Views views;

    MaterialsPage(HubDatabase database, InstantSource clock, Views views) {
        this.database = database;
        this.clock = clock;
        this.views = views;
    }

    void into(Map<Page, Deed> deeds) {
        deeds.put(Page.MATERIALS, this::show);
    }

    private Reply show(Visit visit) throws StoreException {
        String text = visit.parameter("text").strip();
        Materials materials = database.read(tables -> materials(tables, visit, text));
        return views.page(
                visit, "materials", "Materials", "", Map.of("materials", materials, "text", text));
    }

    private Materials materials(Tables tables, Visit visit, String text) {
        Reach reach = Reach.of(tables, visit.person());
        Search search = new Search(text.toLowerCase(Locale.ROOT));
        Map<String, Ingredient> ingredients = new HashMap<>();
        for (String labId : reach.sortedLabIds()) {
            tables.ingredients()
                    .eachOfLab(labId, it -> ingredients.put(it.value().id(), it.value()));
        }
        Map<String, Integer> lotsOf = new HashMap<>();
        Map<String, String> lotNumbers = new HashMap<>();
        var lots =
                new Shortlist<LotRow>(
                        SHOWN,
                        Comparator.comparing(LotRow::expiresOn).thenComparing(LotRow::number));
        each(
                tables,
                reach,
                EntityType.LOTS,
                lot -> {
                    ObjectNode data = data(lot);
                    LotRow row = lot(lot, data, reach, ingredients);
                    lotsOf.merge(data.path("ingredientId").asText(), 1, Integer::sum);
                    lotNumbers.put(lot.id(), row.number());
                    if (search.finds(row.number(), row.ingredient())) {
                        lots.add(row);
                    }
                });
        var containers =
                new Shortlist<ContainerRow>(SHOWN, Comparator.comparing(ContainerRow::code));
        each(
                tables,
                reach,
                EntityType.CONTAINERS,
                container -> {
                    ContainerRow row = container(container, lotNumbers);
                    if (search.finds(row.code(), row.lot())) {
                        containers.add(row);
                    }
                });
        return new Materials(
                ingredientRows(ingredients, lotsOf, search), lots.first(), containers.first());
    }

    /// @param text in small letters; empty for all
    private record Search(String text) {

        boolean finds(String... texts) {
            return Stream.of(texts).anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(text));
        }
    }

    private static void each(
            Tables tables, Reach reach, EntityType type, Consumer<StoredEntity> consumer) {
        for (String labId : reach.sortedLabIds()) {
            tables.entities()
                    .eachOfLab(
                            type,
                            labId,
                            entity -> {
                                if (!entity.deleted()) {
                                    consumer.accept(entity);
                                }
                            });
        }
    }

    private static FirstOf<IngredientRow> ingredientRows(
            Map<String, Ingredient> ingredients, Map<String, Integer> lotsOf, Search search) {
        var rows = new Shortlist<IngredientRow>(SHOWN, Comparator.comparing(IngredientRow::code));
        for (Ingredient it : ingredients.values()) {
            String cas = it.casNumber() == null ? "" : it.casNumber();
            if (search.finds(it.code(), it.name(), cas)) {
                rows.add(
                        new IngredientRow(
                                it.code(),
                                it.name(),
                                cas,
                                it.hazards().signalWord(),
                                it.hazards().statements().stream()
                                        .map(statement -> statement.split(" ", 2)[0])
                                        .collect(Collectors.joining(", ")),
                                lotsOf.getOrDefault(it.id(), 0)));
            }
        }
        return rows.first();
    }

    private LotRow lot(
            StoredEntity lot, ObjectNode data, Reach reach, Map<String, Ingredient> ingredients) {
        Ingredient ingredient = ingredients.get(data.path("ingredientId").asText());
        String expiresOn = data.path("expiresOn").asText("");
        String today =
                clock.instant().atZone(reach.lab(lot.labId()).timeZone()).toLocalDate().toString();
        return new LotRow(
                data.path("lotNumber").asText(""),
                ingredient == null ? "" : ingredient.name(),
                expiresOn,
                expiresOn.compareTo(today) < 0,
                Records.words(data.path("status").asText("")),
                data.path("remainingG").asText(""));
    }

    private static ContainerRow container(StoredEntity container, Map<String, String> lotNumbers) {
        ObjectNode data = data(container);
        return new ContainerRow(
                data.path("code").asText(""),
                lotNumbers.getOrDefault(data.path("lotId").asText(""), ""),
                data.path("tareG").asText(""),
                Records.words(data.path("status").asText("")));
    }

    /// One that was altered is shown as that, and the others stand.
    private static ObjectNode data(StoredEntity entity) {
        try {
            return Json.parseObject(entity.data());
        } catch (MalformedJson altered) {
            return Json.object()
                    .put("lotNumber", entity.id())
                    .put("code", entity.id())
                    .put("status", "altered in the store");
        }
    }
}

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Ingredients, lots and containers of the labs.
final class MaterialsPage {

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
        Materials materials = database.read(tables -> materials(tables, visit));
        return views.page(visit, "materials", "Materials", "", Map.of("materials", materials));
    }

    private Materials materials(Tables tables, Visit visit) {
        Reach reach = Reach.of(tables, visit.person());
        Map<String, Ingredient> ingredients = new HashMap<>();
        List<StoredEntity> lots = new ArrayList<>();
        List<StoredEntity> containers = new ArrayList<>();
        for (String labId : reach.sortedLabIds()) {
            tables.ingredients()
                    .eachOfLab(labId, it -> ingredients.put(it.value().id(), it.value()));
            tables.entities().eachOfLab(EntityType.LOTS, labId, lots::add);
            tables.entities().eachOfLab(EntityType.CONTAINERS, labId, containers::add);
        }
        lots.removeIf(StoredEntity::deleted);
        containers.removeIf(StoredEntity::deleted);
        return new Materials(
                ingredientRows(ingredients, lots),
                lots.stream()
                        .map(lot -> lot(lot, reach, ingredients))
                        .sorted(Comparator.comparing(LotRow::expiresOn))
                        .toList(),
                containers.stream()
                        .map(container -> container(container, lots))
                        .sorted(Comparator.comparing(ContainerRow::code))
                        .toList());
    }

    private static List<IngredientRow> ingredientRows(
            Map<String, Ingredient> ingredients, List<StoredEntity> lots) {
        Map<String, Long> many =
                lots.stream()
                        .map(lot -> data(lot).path("ingredientId").asText())
                        .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        return ingredients.values().stream()
                .map(it ->
                        new IngredientRow(
                                it.code(),
                                it.name(),
                                it.casNumber() == null ? "" : it.casNumber(),
                                it.hazards().signalWord(),
                                it.hazards().statements().stream()
                                        .map(statement -> statement.split(" ", 2)[0])
                                        .collect(Collectors.joining(", ")),
                                Math.toIntExact(many.getOrDefault(it.id(), 0L))))
                .sorted(Comparator.comparing(IngredientRow::code))
                .toList();
    }

    private LotRow lot(StoredEntity lot, Reach reach, Map<String, Ingredient> ingredients) {
        ObjectNode data = data(lot);
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

    private static ContainerRow container(StoredEntity container, List<StoredEntity> lots) {
        ObjectNode data = data(container);
        String lotId = data.path("lotId").asText("");
        return new ContainerRow(
                data.path("code").asText(""),
                lots.stream()
                        .filter(lot -> lot.id().equals(lotId))
                        .map(lot -> data(lot).path("lotNumber").asText(""))
                        .findFirst()
                        .orElse(""),
                data.path("tareG").asText(""),
                Records.words(data.path("status").asText("")));
    }

    private static ObjectNode data(StoredEntity entity) {
        try {
            return Json.parseObject(entity.data());
        } catch (MalformedJson e) {
            throw new IllegalStateException(
                    entity.type().word() + " " + entity.id() + " was altered in the store", e);
        }
    }
}

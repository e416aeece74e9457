package io.prepstation.hub.sync;

import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.StoredEntity;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireDispense;
import io.prepstation.model.sync.WireSession.WireStep;
import java.util.List;
import java.util.Optional;

/// Judges where the dispenses of a session came from: a lot of the lab, of the ingredient that was asked for (SYN-15). Its
/// temporary id is as good as its number once the hub has given one.
final class LotsCheck {

    private final Tables tables;
    private final Lab lab;
    private final WireSession session;

    LotsCheck(Tables tables, Lab lab, WireSession session) {
        this.tables = tables;
        this.lab = lab;
        this.session = session;
    }

    Optional<Refusal> fault() {
        return Refusal.firstAt(
                session.dispenses().size(),
                index ->
                        dispense("dispenses[" + index + "].lotId", session.dispenses().get(index)));
    }

    private Optional<Refusal> dispense(String field, WireDispense dispense) {
        String lotId = dispense.lotId();
        if (lotId == null) {
            return Optional.empty();
        }
        Optional<StoredEntity> lot = lot(lotId);
        if (lot.isEmpty()) {
            return Optional.of(
                    new Refusal(
                            "PARENT_MISSING",
                            field,
                            "there is no lot " + lotId + " in lab " + lab.id()));
        }
        return Refusal.when(
                !ingredientOf(lot.get()).equals(ingredientAskedBy(dispense)),
                "OTHER_INGREDIENT",
                field,
                "lot " + lotId + " is not one of the ingredient its step asks for");
    }

    private Optional<StoredEntity> lot(String id) {
        Long number = tables.idMappings().find(lab.id(), List.of(id)).get(id);
        return tables.entities()
                .find(EntityType.LOTS, number == null ? id : number.toString())
                .filter(found -> found.labId().equals(lab.id()));
    }

    private static String ingredientOf(StoredEntity lot) {
        try {
            return Json.parseObject(lot.data()).path("ingredientId").asText();
        } catch (MalformedJson e) {
            throw new IllegalStateException("lot " + lot.id() + " is stored unreadable", e);
        }
    }

    private String ingredientAskedBy(WireDispense dispense) {
        return session.steps().stream()
                .filter(step -> step.id().equals(dispense.stepId()))
                .map(WireStep::ingredientId)
                .findFirst()
                .orElse("");
    }
}

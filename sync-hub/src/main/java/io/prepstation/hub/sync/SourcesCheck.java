package io.prepstation.hub.sync;

import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.StoredEntity;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.TempId;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireDispense;
import io.prepstation.model.sync.WireSession.WireStep;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges where the dispenses of a session came from: a lot of the lab, of the ingredient that was asked for, and a container of
/// the lab (SYN-15). A temporary id is as good as the number once the hub has given one. What was deleted since counts as well:
/// it was there when it was weighed from. A correction may name a container that was never brought to the hub: its session can name
/// no other any more.
final class SourcesCheck {

    private final Tables tables;
    private final Lab lab;
    private final WireSession session;
    private final boolean correction;

    /// @param correction whether it replaces a refused revision; that a supervisor stands for it is judged by [CorrectionCheck]
    SourcesCheck(Tables tables, Lab lab, WireSession session, boolean correction) {
        this.tables = tables;
        this.lab = lab;
        this.session = session;
        this.correction = correction;
    }

    Optional<Refusal> fault() {
        return Refusal.firstAt(
                session.dispenses().size(),
                index -> dispense("dispenses[" + index + "]", session.dispenses().get(index)));
    }

    private Optional<Refusal> dispense(String field, WireDispense dispense) {
        return Refusal.first(
                () -> lot(field + ".lotId", dispense),
                () -> container(field + ".containerId", dispense.containerId()));
    }

    private Optional<Refusal> lot(String field, WireDispense dispense) {
        String id = dispense.lotId();
        if (id == null) {
            return Optional.empty();
        }
        Optional<StoredEntity> lot = find(EntityType.LOTS, id);
        return Refusal.first(
                () ->
                        Refusal.parent(
                                lot.isPresent(),
                                id,
                                field,
                                "there is no lot " + id + " in lab " + lab.id()),
                () ->
                        Refusal.when(
                                !ingredientOf(lot.orElseThrow())
                                        .equals(ingredientAskedBy(dispense)),
                                "OTHER_INGREDIENT",
                                field,
                                "lot " + id + " is not one of the ingredient its step asks for"));
    }

    /// What is in it now may be another lot than it was weighed from: it may have been filled again since.
    private Optional<Refusal> container(String field, @Nullable String id) {
        return id == null
                ? Optional.empty()
                : Refusal.parent(
                        find(EntityType.CONTAINERS, id).isPresent()
                                || (correction && isOfNobody(id)),
                        id,
                        field,
                        "there is no container " + id + " in lab " + lab.id());
    }

    /// Whether it is the temporary id of a container that has a number in no lab.
    private boolean isOfNobody(String id) {
        return TempId.parse(id).filter(temp -> temp.type() == EntityType.CONTAINERS).isPresent()
                && tables.labs().all().stream()
                        .noneMatch(one -> tables.idMappings().isKnown(one.value().id(), id));
    }

    private Optional<StoredEntity> find(EntityType type, String id) {
        Long number = tables.idMappings().find(lab.id(), List.of(id)).get(id);
        return tables.entities()
                .find(type, number == null ? id : number.toString())
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

package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.StoredEntity;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import java.time.Instant;
import java.time.LocalDate;

/// Everything of a lab that its stations hold too, in its wire form, whichever table it lies in.
final class LabContents {

    private final Tables tables;
    private final Lab lab;
    private final LocalDate today;

    /// @param now on whose day, in the lab's time zone, a formula has its current version
    LabContents(Tables tables, String labId, Instant now) {
        this.tables = tables;
        this.lab = tables.labs().find(labId).orElseThrow().value();
        this.today = now.atZone(lab.timeZone()).toLocalDate();
    }

    /// Takes one thing after the other.
    @FunctionalInterface
    interface Taking {

        /// @param deleted whether only its tombstone is left
        void take(String id, int version, ObjectNode data, boolean deleted);
    }

    /// In an order that is the same each time; drafts of formula versions are left out.
    void each(EntityType type, Taking taking) {
        switch (type) {
            case LABS ->
                    tables.labs()
                            .find(lab.id())
                            .ifPresent(row -> take(taking, lab.id(), row, WireForms.of(lab)));
            case USERS ->
                    tables.users()
                            .ofLab(lab.id())
                            .forEach(row ->
                                    take(
                                            taking,
                                            row.value().user().id(),
                                            row,
                                            WireForms.of(row.value())));
            case INGREDIENTS ->
                    tables.ingredients()
                            .eachOfLab(
                                    lab.id(),
                                    row ->
                                            taking.take(
                                                    row.value().id(),
                                                    row.version(),
                                                    WireForms.of(lab.id(), row),
                                                    false));
            case FORMULAS ->
                    tables.formulas()
                            .eachOfLab(
                                    lab.id(),
                                    today,
                                    row ->
                                            take(
                                                    taking,
                                                    row.value().formula().id(),
                                                    row,
                                                    WireForms.of(row.value())));
            case FORMULA_VERSIONS ->
                    tables.formulas()
                            .eachApprovedOfLab(
                                    lab.id(),
                                    row ->
                                            take(
                                                    taking,
                                                    row.value().id(),
                                                    row,
                                                    WireFormulaVersion.of(row.value())));
            case LOTS, STOCK_MOVES, CONTAINERS, NOTES, ATTACHMENTS ->
                    tables.entities()
                            .eachOfLab(
                                    type,
                                    lab.id(),
                                    row ->
                                            taking.take(
                                                    row.id(),
                                                    row.version(),
                                                    data(row),
                                                    row.deleted()));
            case SESSIONS, BALANCE_CHECKS -> {
                // They stay at the hub: a station has its own, and no use for those of others.
            }
        }
    }

    private static void take(Taking taking, String id, Versioned<?> row, Object wireRecord) {
        taking.take(id, row.version(), Json.write(wireRecord), false);
    }

    private static ObjectNode data(StoredEntity row) {
        try {
            return Json.parseObject(row.data());
        } catch (MalformedJson e) {
            throw new IllegalStateException(
                    row.type().word() + " " + row.id() + " was altered; run: hub verify", e);
        }
    }
}

package io.prepstation.hub.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredConflict;
import io.prepstation.hub.store.StoredConflict.Settled;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Where stations and hub said different things; they are resolved at a station.
final class ConflictsPage {

    private static final int SHOWN = 100;

    private final HubDatabase database;
    private final Views views;

    ConflictsPage(HubDatabase database, Views views) {
        this.database = database;
        this.views = views;
    }

    void into(Map<Page, Deed> deeds) {
        deeds.put(Page.CONFLICTS, this::show);
    }

    private Reply show(Visit visit) throws StoreException {
        List<ConflictRow> rows = database.read(tables -> rows(tables, visit));
        return views.page(visit, "conflicts", "Conflicts", "", Map.of("rows", rows));
    }

    private static List<ConflictRow> rows(Tables tables, Visit visit) {
        Reach reach = Reach.of(tables, visit.person());
        List<StoredConflict> found = new ArrayList<>();
        for (String labId : reach.sortedLabIds()) {
            found.addAll(tables.conflicts().ofLab(labId, "", "", "", SHOWN));
        }
        return found.stream()
                .sorted(
                        Comparator.comparing((StoredConflict it) -> it.settled() != null)
                                .thenComparing(
                                        StoredConflict::detectedAt, Comparator.reverseOrder()))
                .limit(SHOWN)
                .map(it -> row(tables, it, reach.lab(it.labId()).timeZone()))
                .toList();
    }

    private static ConflictRow row(Tables tables, StoredConflict conflict, ZoneId zone) {
        JsonNode station = data(conflict.localData());
        JsonNode hub = data(conflict.serverData());
        return new ConflictRow(
                Times.minute(conflict.detectedAt(), zone),
                Records.words(conflict.type().word()) + " " + name(hub, conflict.entityId()),
                tables.stations()
                        .find(conflict.stationId())
                        .map(Station::name)
                        .orElse(conflict.stationId()),
                conflict.conflictType(),
                conflict.affectedFields().stream()
                        .map(field ->
                                new ConflictRow.Field(
                                        field, text(station, field), text(hub, field)))
                        .toList(),
                end(conflict.settled(), zone));
    }

    private static String end(@org.jspecify.annotations.Nullable Settled settled, ZoneId zone) {
        return settled == null
                ? ""
                : settled.resolution()
                        + " by "
                        + settled.by()
                        + ", "
                        + Times.minute(settled.at(), zone);
    }

    /// What people call it.
    private static String name(JsonNode entity, String id) {
        for (String field : List.of("code", "lotNumber", "name")) {
            String text = entity.path(field).asText("");
            if (!text.isEmpty()) {
                return text;
            }
        }
        return id;
    }

    private static String text(JsonNode entity, String field) {
        JsonNode value = entity.path(field);
        return value.isMissingNode() || value.isNull()
                ? "–"
                : value.isTextual() ? value.asText() : value.toString();
    }

    private static JsonNode data(String text) {
        try {
            return Json.parseObject(text);
        } catch (MalformedJson e) {
            throw new IllegalStateException("a conflict was altered in the store", e);
        }
    }
}

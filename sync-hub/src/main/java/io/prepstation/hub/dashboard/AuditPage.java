package io.prepstation.hub.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The hub's own audit trail, newest first.
final class AuditPage {

    private static final int LOOKED_AT = 200;

    private final HubDatabase database;
    private final Views views;

    AuditPage(HubDatabase database, Views views) {
        this.database = database;
        this.views = views;
    }

    void into(Map<Page, Deed> deeds) {
        deeds.put(Page.AUDIT, this::show);
    }

    private Reply show(Visit visit) throws StoreException {
        String asked = visit.parameter("before");
        long before = asked.matches("\\d{1,18}") ? Long.parseLong(asked) : Long.MAX_VALUE;
        List<AuditEvent> looked = database.read(tables -> tables.audit().newest(before, LOOKED_AT));
        return views.page(
                visit,
                "audit",
                "Audit",
                "",
                Map.of(
                        "rows",
                        database.read(tables -> rows(tables, visit, looked)),
                        "older",
                        looked.size() < LOOKED_AT
                                ? ""
                                : Long.toString(looked.getLast().sequence())));
    }

    private static List<AuditRow> rows(Tables tables, Visit visit, List<AuditEvent> events) {
        AuditReach reach = AuditReach.of(tables, visit);
        return events.stream().flatMap(event -> row(reach, event)).toList();
    }

    private static Stream<AuditRow> row(AuditReach reach, AuditEvent event) {
        try {
            ObjectNode body = Json.parseObject(event.body());
            return reach.shows(body) ? Stream.of(row(event, body)) : Stream.empty();
        } catch (MalformedJson e) {
            return Stream.of(new AuditRow(event.sequence(), "", "unreadable", "", ""));
        }
    }

    private static AuditRow row(AuditEvent event, ObjectNode body) {
        return new AuditRow(
                event.sequence(),
                Times.second(body.path("at").asLong(), ZoneOffset.UTC),
                Records.words(body.path("kind").asText()),
                body.path("by").asText(),
                details(body.path("details")));
    }

    private static String details(JsonNode details) {
        return details.propertyStream()
                .map(member ->
                        member.getKey()
                                + " "
                                + (member.getValue().isTextual()
                                        ? member.getValue().asText()
                                        : member.getValue().toString()))
                .collect(Collectors.joining(" · "));
    }
}

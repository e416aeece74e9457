package io.prepstation.hub.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.people.Permission;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The hub's own audit trail, newest first.
final class AuditPage {

    private static final int SHOWN = 100;

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
        if (!database.read(tables -> mayShow(tables, visit))) {
            return views.forbidden();
        }
        String asked = visit.parameter("before");
        long before = asked.matches("\\d{1,18}") ? Long.parseLong(asked) : Long.MAX_VALUE;
        List<AuditRow> rows =
                database.read(tables ->
                        tables.audit().newest(before, SHOWN).stream().map(AuditPage::row).toList());
        return views.page(
                visit,
                "audit",
                "Audit",
                "",
                Map.of(
                        "rows",
                        rows,
                        "older",
                        rows.size() < SHOWN ? "" : Long.toString(rows.getLast().sequence())));
    }

    /// The trail is the hub's as a whole: where it serves several tenants, none sees it but who may see all.
    private static boolean mayShow(Tables tables, Visit visit) {
        long tenants =
                tables.labs().all().stream().map(lab -> lab.value().tenantId()).distinct().count();
        return tenants <= 1 || visit.person().may(Permission.SEE_ALL_TENANTS);
    }

    private static AuditRow row(AuditEvent event) {
        try {
            ObjectNode body = Json.parseObject(event.body());
            return new AuditRow(
                    event.sequence(),
                    Times.second(body.path("at").asLong(), ZoneOffset.UTC),
                    Records.words(body.path("kind").asText()),
                    body.path("by").asText(),
                    details(body.path("details")));
        } catch (MalformedJson e) {
            return new AuditRow(event.sequence(), "", "unreadable", "", event.body());
        }
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

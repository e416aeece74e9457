package io.prepstation.hub.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.people.Permission;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which events of the hub's trail a person sees: those that are about his labs, told by the lab, station, session or
/// person they name. What is about no lab is for who sees every lab there is.
final class AuditReach {

    private final Tables tables;
    private final Reach reach;
    private final boolean seesAll;
    private final Map<String, String> labOfStation;
    private final Map<String, Set<String>> labsOfUser;

    private AuditReach(Tables tables, Visit visit) {
        this.tables = tables;
        this.reach = Reach.of(tables, visit.person());
        this.seesAll =
                visit.person().may(Permission.SEE_ALL_TENANTS)
                        || reach.labIds().size() == tables.labs().all().size();
        this.labOfStation =
                tables.stations().all().stream()
                        .collect(Collectors.toMap(Station::id, Station::labId));
        this.labsOfUser =
                tables.users().all().stream()
                        .collect(
                                Collectors.toMap(
                                        it -> it.value().user().id(), it -> it.value().labIds()));
    }

    static AuditReach of(Tables tables, Visit visit) {
        return new AuditReach(tables, visit);
    }

    /// @param event its body: `{at, kind, by, details}`
    boolean shows(ObjectNode event) {
        return seesAll || labs(event).stream().anyMatch(reach::sees);
    }

    /// What the event is about counts before who did it.
    private Set<String> labs(ObjectNode event) {
        JsonNode details = event.path("details");
        String by = event.path("by").asText();
        Set<String> about = about(details);
        if (!about.isEmpty()) {
            return about;
        }
        String station = labOfStation.get(by);
        return station == null ? labsOfUser.getOrDefault(by, Set.of()) : Set.of(station);
    }

    private Set<String> about(JsonNode details) {
        if (details.has("labId")) {
            return Set.of(details.path("labId").asText());
        }
        String station = labOfStation.get(details.path("stationId").asText());
        if (station != null) {
            return Set.of(station);
        }
        if (details.has("sessionId")) {
            return tables.sessions()
                    .find(details.path("sessionId").asText())
                    .map(session -> Set.of(session.labId()))
                    .orElse(Set.of());
        }
        String person = details.path("userId").asText(details.at("/user/id").asText());
        return labsOfUser.getOrDefault(person, Set.of());
    }
}

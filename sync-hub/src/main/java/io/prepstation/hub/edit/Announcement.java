package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.RunningSession;
import io.prepstation.hub.store.Station;
import io.prepstation.model.people.Permission;
import io.prepstation.model.sync.EntityShape;
import io.prepstation.model.sync.Push.Operation;
import java.util.function.BinaryOperator;

/// Reads what a station says of a session that it has begun. Whatever was sent, station and lab are those of the enrolment, and the
/// names of formula and operator are the hub's.
final class Announcement {

    private final Station station;
    private final Parents parents;
    private final Author author;

    Announcement(Station station, Parents parents, Author author) {
        this.station = station;
        this.parents = parents;
        this.author = author;
    }

    /// @param ids as of [FieldRules]
    /// @throws Fault.Stop if it is not this station's, or names what is not in its lab
    RunningSession read(Operation operation, BinaryOperator<String> ids) {
        EntityShape shape = EntityShape.RUNNING_SESSION;
        ObjectNode said = new FieldRules(shape, ids).ofCreate(operation.data());
        requireOwn(said, "labId", station.labId(), "OTHER_LAB");
        requireOwn(said, "stationId", station.id(), "OTHER_STATION");
        parents.require(shape, said);
        String operator = said.path("operator").asText();
        author.require(operator, "operator", Permission.PREPARE);
        return new RunningSession(
                operation.entityId(),
                station.id(),
                station.labId(),
                said.path("formulaId").asText(),
                operator,
                said.path("startedAt").longValue());
    }

    private void requireOwn(ObjectNode said, String field, String own, String code) {
        if (!said.path(field).asText(own).equals(own)) {
            throw Fault.rejected(
                            code,
                            field,
                            "this is station " + station.id() + " of lab " + station.labId())
                    .stop();
        }
    }
}

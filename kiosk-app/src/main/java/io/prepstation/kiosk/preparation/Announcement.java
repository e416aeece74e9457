package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.session.SessionRecord;
import org.jspecify.annotations.Nullable;

/// What the hub is told of a session that runs.
record Announcement(
        String id,
        String formulaId,
        @Nullable String formulaVersionId,
        int attemptNo,
        String status,
        String operator,
        long startedAt,
        String labId,
        String stationId) {

    private static final ObjectWriter WRITER = CanonicalJson.writer(Announcement.class);

    /// As canonical JSON.
    static String of(SessionRecord record) {
        var session = record.session();
        return CanonicalJson.written(
                WRITER,
                new Announcement(
                        session.id(),
                        session.formulaId(),
                        session.formulaVersionId(),
                        session.attemptNo(),
                        session.status().word(),
                        session.operator(),
                        session.startedAt().toEpochMilli(),
                        record.context().labId(),
                        record.context().stationId()));
    }
}

package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.sync.SessionHashes;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireSignature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The refused revision that a later one corrects: as this hub keeps it, or, where the hub was put back from a backup and lost the
/// refusal, as the audit trail of the session tells, which its station signed.
///
/// @param revision its number
/// @param measuredTheSame whether the later one says that the same was weighed
/// @param signatures those of the later one that were given on it, or before it
record Replaced(int revision, boolean measuredTheSame, List<WireSignature> signatures) {

    /// What a station's audit trail calls a correction.
    private static final String CORRECTED = "session_corrected";

    Replaced {
        signatures = List.copyOf(signatures);
    }

    /// Empty if it is no correction, or one of what nobody refused.
    static Optional<Replaced> by(Tables tables, UploadBundle bundle, WireSession session) {
        return kept(tables, bundle, session).or(() -> lost(tables, bundle, session));
    }

    private static Optional<Replaced> kept(
            Tables tables, UploadBundle bundle, WireSession session) {
        return tables.refusedUploads().of(session.id()).stream()
                .filter(upload -> upload.contentHash().equals(bundle.replacesHash()))
                .findFirst()
                .flatMap(upload -> parsed(upload.bundle()))
                .map(refused ->
                        new Replaced(
                                refused.revision(),
                                session.steps().equals(refused.steps())
                                        && session.dispenses().equals(refused.dispenses()),
                                refused.signatures()));
    }

    private static Optional<Replaced> lost(
            Tables tables, UploadBundle bundle, WireSession session) {
        if (session.revision() < 2
                || bundle.replacesHash() == null
                || !tables.identity().wasPutBack()
                || bundle.audit().stream().noneMatch(event -> corrects(event, bundle, session))) {
            return Optional.empty();
        }
        SignaturesOnTheWay trail = new SignaturesOnTheWay(bundle.audit());
        return Optional.of(
                new Replaced(
                        session.revision() - 1,
                        trail.left(SessionHashes.recordHash(uncorrected(bundle, session))),
                        session.signatures().stream()
                                .filter(signature -> trail.left(signature.recordHash()))
                                .toList()));
    }

    private static boolean corrects(AuditEvent event, UploadBundle bundle, WireSession session) {
        try {
            ObjectNode body = Json.parseObject(event.body());
            return body.path("kind").asText().equals(CORRECTED)
                    && body.at("/details/sessionId").asText().equals(session.id())
                    && body.at("/details/revision").asInt() == session.revision()
                    && body.at("/details/replacesHash").asText().equals(bundle.replacesHash());
        } catch (MalformedJson e) {
            return false;
        }
    }

    /// The record as it was before: a correction adds its reason, which comes last, and counts the revisions.
    private static ObjectNode uncorrected(UploadBundle bundle, WireSession session) {
        ObjectNode before = bundle.session().deepCopy().put("revision", session.revision() - 1);
        if (before.get("deviations") instanceof ArrayNode deviations
                && !session.deviations().isEmpty()
                && session.deviations().getLast().kind().equals(SessionDeviation.CORRECTION)) {
            deviations.remove(deviations.size() - 1);
        }
        return before;
    }

    private static Optional<WireSession> parsed(String text) {
        try {
            return Optional.of(
                    UploadBundle.parse(text.getBytes(StandardCharsets.UTF_8)).wireSession());
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}

package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.HashChain;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireReading;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireDispense;
import io.prepstation.model.sync.WireSession.WireSignature;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Holds a finished session against itself, wherever its text comes from: hashes, audit events, the signed end of the
/// trail, signatures, raw frames (REC-1). It needs no database.
public final class BundleCheck {

    private BundleCheck() {}

    /// What contradicts what; empty if all agree. That the text has its own hashes was checked when it was read.
    ///
    /// @param stationKey the raw public key of the station it should come from
    public static Optional<String> fault(UploadBundle bundle, String stationKey) {
        return fault(bundle, head -> head.verifies(stationKey));
    }

    /// @param signed whether a head is the station's word
    static Optional<String> fault(UploadBundle bundle, Predicate<AuditHead> signed) {
        try {
            WireSession session = bundle.wireSession();
            return trailFault(bundle, signed)
                    .or(() -> eventFault(bundle, session))
                    .or(() -> signatureFault(bundle, session))
                    .or(() -> dispenseFault(session));
        } catch (MalformedJson | IllegalArgumentException e) {
            return Optional.of("it is unreadable: " + e.getMessage());
        }
    }

    private static Optional<String> trailFault(UploadBundle bundle, Predicate<AuditHead> signed) {
        if (bundle.audit().isEmpty()) {
            return Optional.of("its audit events are missing");
        }
        Optional<String> broken = HashChain.firstBreakInRuns(bundle.audit());
        if (broken.isPresent()) {
            return broken;
        }
        ChainHead end = bundle.audit().getLast().head();
        if (!bundle.head().end().equals(end)) {
            return Optional.of("the signed end of the audit trail is not its last event");
        }
        return signed.test(bundle.head())
                ? Optional.empty()
                : Optional.of("the end of the audit trail is not signed with the station's key");
    }

    private static Optional<String> eventFault(UploadBundle bundle, WireSession session) {
        JsonNode details = details(bundle.audit().getLast());
        boolean same =
                details.path(SessionEvents.SESSION_ID).asText().equals(session.id())
                        && details.path(SessionEvents.RECORD_HASH)
                                .asText()
                                .equals(session.recordHash());
        return same
                ? Optional.empty()
                : Optional.of("its last audit event is not the one of this record");
    }

    /// The record hash covers no signatures; the audit events do.
    private static Optional<String> signatureFault(UploadBundle bundle, WireSession session) {
        List<JsonNode> signed =
                bundle.audit().stream().map(event -> details(event).path("signature")).toList();
        for (WireSignature signature : session.signatures()) {
            if (!signed.contains(Json.write(signature))) {
                return Optional.of(
                        "the signature of "
                                + signature.name()
                                + " is not the one of its audit event");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> dispenseFault(WireSession session) {
        for (WireDispense dispense : session.dispenses()) {
            boolean byDifference =
                    session.stepOf(dispense)
                            .filter(step -> step.asks(LineRule.BY_DIFFERENCE))
                            .isPresent();
            Optional<String> reason =
                    DispenseCheck.inconsistency(WireReading.dispense(dispense), byDifference);
            if (reason.isPresent()) {
                return Optional.of("dispense " + dispense.id() + ": " + reason.get());
            }
        }
        return Optional.empty();
    }

    private static JsonNode details(AuditEvent event) {
        try {
            return Json.parseObject(event.body()).path("details");
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("audit event " + event.sequence(), e);
        }
    }
}

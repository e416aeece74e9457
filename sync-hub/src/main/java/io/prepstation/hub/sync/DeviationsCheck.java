package io.prepstation.hub.sync;

import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Permission;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireDeviation;
import io.prepstation.model.sync.WireSession.WireSignature;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Judges what did not go as planned: who noted it, and who stands for a weight outside its limits (WEI-8).
final class DeviationsCheck {

    private final Tables tables;
    private final Lab lab;
    private final WireSession session;
    private final List<AuditEvent> audit;

    DeviationsCheck(Tables tables, Lab lab, WireSession session, List<AuditEvent> audit) {
        this.tables = tables;
        this.lab = lab;
        this.session = session;
        this.audit = audit;
    }

    Optional<Refusal> fault() {
        return Refusal.firstAt(
                session.deviations().size(),
                index -> deviation("deviations[" + index + "]", session.deviations().get(index)));
    }

    private Optional<Refusal> deviation(String field, WireDeviation deviation) {
        return Refusal.first(
                () ->
                        Refusal.when(
                                member(deviation.by()).isEmpty(),
                                "PARENT_MISSING",
                                field + ".by",
                                deviation.by() + " is no user of lab " + lab.id()),
                () ->
                        switch (deviation.kind()) {
                            case SessionDeviation.OVERRIDE ->
                                    approval(
                                            field,
                                            deviation,
                                            Permission.OVERRIDE,
                                            "approve weights outside their limits");
                            case SessionDeviation.MANUAL_WEIGHT ->
                                    approval(
                                            field,
                                            deviation,
                                            Permission.MANUAL_WEIGHT,
                                            "enter weights by hand");
                            default -> Optional.empty();
                        });
    }

    private Optional<Refusal> approval(
            String field, WireDeviation deviation, Permission permission, String what) {
        return Refusal.first(
                () ->
                        Refusal.when(
                                Objects.requireNonNullElse(deviation.reasonCode(), "").isBlank(),
                                "NO_REASON",
                                field + ".reasonCode",
                                "an approval has a reason"),
                () ->
                        Refusal.when(
                                member(deviation.by())
                                        .filter(member -> member.hasRoleFor(permission))
                                        .isEmpty(),
                                "NOT_ALLOWED",
                                field + ".by",
                                deviation.by() + " may not " + what),
                () ->
                        Refusal.when(
                                !isSigned(deviation),
                                "NOT_SIGNED",
                                field + ".signature",
                                "an approval is signed by whoever stands for it, on the record as it was"
                                        + " just before"));
    }

    private boolean isSigned(WireDeviation deviation) {
        WireSignature signature = deviation.signature();
        return signature != null
                && signature.userId().equals(deviation.by())
                && signature.at() == deviation.at()
                && signature.meaning().equals(Meaning.APPROVED.word())
                && isAuthentication(signature.authentication())
                && audit.stream().anyMatch(event -> leftRecord(event, signature.recordHash()));
    }

    private static boolean isAuthentication(String word) {
        try {
            return Authentication.ofWord(word).word().equals(word);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Every audit event of a session carries the hash of the record after it.
    private static boolean leftRecord(AuditEvent event, String recordHash) {
        try {
            return Json.parseObject(event.body())
                    .path("details")
                    .path("recordHash")
                    .asText()
                    .equals(recordHash);
        } catch (MalformedJson e) {
            return false;
        }
    }

    private Optional<Member> member(String userId) {
        return tables.users()
                .find(userId)
                .map(Versioned::value)
                .filter(member -> member.belongsTo(lab.id()));
    }
}

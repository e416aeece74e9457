package io.prepstation.hub.sync;

import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Permission;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.session.Attestation;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireAttestation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Judges what people stood for on the way: who they are, and that a witness may be one and has signed (REC-2).
final class AttestationsCheck {

    private final Tables tables;
    private final Lab lab;
    private final WireSession session;
    private final SignaturesOnTheWay signatures;

    AttestationsCheck(Tables tables, Lab lab, WireSession session, List<AuditEvent> audit) {
        this.tables = tables;
        this.lab = lab;
        this.session = session;
        this.signatures = new SignaturesOnTheWay(audit);
    }

    Optional<Refusal> fault() {
        List<WireAttestation> all = Objects.requireNonNullElse(session.attestations(), List.of());
        return Refusal.firstAt(
                all.size(), index -> attestation("attestations[" + index + "]", all.get(index)));
    }

    private Optional<Refusal> attestation(String field, WireAttestation one) {
        return Refusal.first(
                () ->
                        Refusal.parent(
                                member(one.by()).isPresent(),
                                one.by(),
                                field + ".by",
                                one.by() + " is no user of lab " + lab.id()),
                () ->
                        one.kind().equals(Attestation.WITNESSED)
                                ? witness(field, one)
                                : Optional.empty());
    }

    private Optional<Refusal> witness(String field, WireAttestation one) {
        return Refusal.first(
                () ->
                        Refusal.parent(
                                session.dispenses().stream()
                                        .anyMatch(
                                                dispense -> dispense.id().equals(one.dispenseId())),
                                one.dispenseId(),
                                field + ".dispenseId",
                                "the session has no dispense " + one.dispenseId()),
                () ->
                        Refusal.when(
                                member(one.by())
                                        .filter(member -> member.hasRoleFor(Permission.WITNESS))
                                        .isEmpty(),
                                "NOT_ALLOWED",
                                field + ".by",
                                one.by() + " may not witness weights"),
                () ->
                        Refusal.when(
                                !signatures.holds(
                                        one.signature(), one.by(), one.at(), Meaning.WITNESSED),
                                "NOT_SIGNED",
                                field + ".signature",
                                "a witness signs the record as it was with the weight"));
    }

    private Optional<Member> member(String userId) {
        return tables.users()
                .find(userId)
                .map(Versioned::value)
                .filter(member -> member.belongsTo(lab.id()));
    }
}

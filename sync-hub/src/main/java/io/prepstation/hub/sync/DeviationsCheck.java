package io.prepstation.hub.sync;

import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Permission;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireDeviation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Judges what did not go as planned: who noted it, and who stands for a weight outside its limits (WEI-8).
final class DeviationsCheck {

    private final Tables tables;
    private final Lab lab;
    private final WireSession session;
    private final SignaturesOnTheWay signatures;

    DeviationsCheck(Tables tables, Lab lab, WireSession session, List<AuditEvent> audit) {
        this.tables = tables;
        this.lab = lab;
        this.session = session;
        this.signatures = new SignaturesOnTheWay(audit);
    }

    Optional<Refusal> fault() {
        return Refusal.firstAt(
                session.deviations().size(),
                index -> deviation("deviations[" + index + "]", session.deviations().get(index)));
    }

    private Optional<Refusal> deviation(String field, WireDeviation deviation) {
        return Refusal.first(
                () ->
                        Refusal.parent(
                                member(deviation.by()).isPresent(),
                                deviation.by(),
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
                                !signatures.holds(
                                        deviation.signature(),
                                        deviation.by(),
                                        deviation.at(),
                                        Meaning.APPROVED),
                                "NOT_SIGNED",
                                field + ".signature",
                                "an approval is signed by whoever stands for it, on the record as it was"
                                        + " just before"));
    }

    private Optional<Member> member(String userId) {
        return tables.users()
                .find(userId)
                .map(Versioned::value)
                .filter(member -> member.belongsTo(lab.id()));
    }
}

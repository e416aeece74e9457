package io.prepstation.hub.sync;

import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Permission;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireSignature;
import java.util.Optional;

/// Judges a session that comes as a later revision, because the hub had refused the one before: it replaces exactly that
/// one, measures nothing else, and a supervisor of the lab stands for it (SES-2).
final class CorrectionCheck {

    private final Tables tables;
    private final Lab lab;
    private final UploadBundle bundle;
    private final WireSession session;
    private final Optional<Replaced> replaced;

    CorrectionCheck(
            Tables tables,
            Lab lab,
            UploadBundle bundle,
            WireSession session,
            Optional<Replaced> replaced) {
        this.tables = tables;
        this.lab = lab;
        this.bundle = bundle;
        this.session = session;
        this.replaced = replaced;
    }

    Optional<Refusal> fault() {
        if (session.revision() == 1 && bundle.replacesHash() == null) {
            return Optional.empty();
        }
        return replaced.isEmpty()
                ? Optional.of(
                        new Refusal(
                                "REPLACES_UNKNOWN",
                                "replacesHash",
                                "revision "
                                        + session.revision()
                                        + " replaces an upload that the hub did not refuse"))
                : fault(replaced.get());
    }

    private Optional<Refusal> fault(Replaced refused) {
        return Refusal.first(
                () ->
                        Refusal.when(
                                session.revision() != refused.revision() + 1,
                                "REVISION",
                                "session.revision",
                                "revision "
                                        + session.revision()
                                        + " does not follow the refused revision "
                                        + refused.revision()),
                () ->
                        Refusal.when(
                                !refused.measuredTheSame(),
                                "MEASURED_CHANGED",
                                "dispenses",
                                "a correction does not change what was weighed"),
                () ->
                        Refusal.when(
                                session.signatures().stream().noneMatch(this::isApproval),
                                "NOT_APPROVED",
                                "signatures",
                                "a corrected session is approved by a supervisor of lab "
                                        + lab.id()));
    }

    private boolean isApproval(WireSignature signature) {
        return signature.meaning().equals(Meaning.APPROVED.word())
                && signature.recordHash().equals(session.recordHash())
                && tables.users()
                        .find(signature.userId())
                        .map(Versioned::value)
                        .filter(member -> mayCorrect(member))
                        .isPresent();
    }

    private boolean mayCorrect(Member member) {
        return member.belongsTo(lab.id()) && member.hasRoleFor(Permission.CORRECT_SESSION);
    }
}

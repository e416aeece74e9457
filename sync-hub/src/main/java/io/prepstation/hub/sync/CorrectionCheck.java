package io.prepstation.hub.sync;

import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Permission;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireSignature;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Judges a session that comes as a later revision, because the hub had refused the one before: it replaces exactly that
/// one, measures nothing else, and a supervisor of the lab stands for it (SES-2).
final class CorrectionCheck {

    private final Tables tables;
    private final Lab lab;
    private final UploadBundle bundle;
    private final WireSession session;

    CorrectionCheck(Tables tables, Lab lab, UploadBundle bundle, WireSession session) {
        this.tables = tables;
        this.lab = lab;
        this.bundle = bundle;
        this.session = session;
    }

    /// The refused upload that this one says it replaces, if the hub keeps it.
    static Optional<WireSession> refused(Tables tables, UploadBundle bundle, WireSession session) {
        return tables.refusedUploads().of(session.id()).stream()
                .filter(upload -> upload.contentHash().equals(bundle.replacesHash()))
                .findFirst()
                .flatMap(upload -> parsed(upload.bundle()));
    }

    Optional<Refusal> fault() {
        if (session.revision() == 1 && bundle.replacesHash() == null) {
            return Optional.empty();
        }
        Optional<WireSession> refused = refused(tables, bundle, session);
        return refused.isEmpty()
                ? Optional.of(
                        new Refusal(
                                "REPLACES_UNKNOWN",
                                "replacesHash",
                                "revision "
                                        + session.revision()
                                        + " replaces an upload that the hub did not refuse"))
                : fault(refused.get());
    }

    private Optional<Refusal> fault(WireSession refused) {
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
                                !session.steps().equals(refused.steps())
                                        || !session.dispenses().equals(refused.dispenses()),
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

    private static Optional<WireSession> parsed(String text) {
        try {
            return Optional.of(
                    UploadBundle.parse(text.getBytes(StandardCharsets.UTF_8)).wireSession());
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}

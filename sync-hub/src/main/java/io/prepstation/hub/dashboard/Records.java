package io.prepstation.hub.dashboard;

import io.prepstation.hub.dashboard.SessionDetail.Curve;
import io.prepstation.hub.dashboard.SessionDetail.Extra;
import io.prepstation.hub.dashboard.SessionDetail.Fact;
import io.prepstation.hub.dashboard.SessionDetail.Mark;
import io.prepstation.hub.dashboard.SessionDetail.Odd;
import io.prepstation.hub.dashboard.SessionDetail.Signed;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireDispense;
import io.prepstation.model.sync.WireSession.WireStep;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads received sessions for the pages.
final class Records {

    private static final int MARK_WIDTH = 120;

    private Records() {}

    /// Empty if it was altered in the store, so that it cannot be read.
    static Optional<WireSession> read(StoredSession stored) {
        try {
            return Optional.of(bundle(stored).wireSession());
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static WireSession of(StoredSession stored) {
        try {
            return bundle(stored).wireSession();
        } catch (MalformedJson e) {
            throw altered(stored, e);
        }
    }

    private static UploadBundle bundle(StoredSession stored) throws MalformedJson {
        return UploadBundle.parse(stored.bundle().getBytes(StandardCharsets.UTF_8));
    }

    /// What a session names beside its record.
    static List<Attachment> attachments(StoredSession stored) {
        try {
            return bundle(stored).attachments();
        } catch (MalformedJson e) {
            throw altered(stored, e);
        }
    }

    private static IllegalStateException altered(StoredSession stored, MalformedJson e) {
        return new IllegalStateException(
                "session " + stored.id() + " was altered in the store; run: hub verify", e);
    }

    /// In a list; one that was altered is shown as that, by what stands beside its text.
    static SessionRow row(StoredSession stored, ZoneId zone, String station) {
        return read(stored)
                .map(session -> row(session, zone, station))
                .orElseGet(() ->
                        new SessionRow(
                                stored.id(),
                                Times.minute(stored.startedAt(), zone),
                                "",
                                "cannot be read",
                                "",
                                SessionRow.ALTERED,
                                "",
                                station,
                                0));
    }

    private static SessionRow row(WireSession session, ZoneId zone, String station) {
        return new SessionRow(
                session.id(),
                Times.minute(session.startedAt(), zone),
                session.formulaCode(),
                session.formulaName(),
                session.amount() + " " + session.unit(),
                session.status(),
                session.operatorName(),
                station,
                session.deviations().size());
    }

    /// @param fault what is not the original any more; empty if all is
    /// @param here whether the bytes of an attachment are
    /// @param traces the text of its pour traces; empty if it is not here
    static SessionDetail detail(
            StoredSession stored,
            ZoneId zone,
            String station,
            Optional<String> fault,
            Predicate<Attachment> here,
            String traces) {
        WireSession session = of(stored);
        List<Curve> curves = traces.isEmpty() ? List.of() : PourCurves.of(session, traces);
        return new SessionDetail(
                row(session, zone, station),
                facts(session, stored, zone),
                session.steps().stream().map(step -> step(session, step)).toList(),
                session.deviations().stream().map(odd -> odd(session, odd, zone)).toList(),
                session.signatures().stream()
                        .map(signature ->
                                new Signed(
                                        signature.name(),
                                        words(signature.meaning()),
                                        signature.localTime(),
                                        words(signature.authentication())))
                        .toList(),
                attachments(stored).stream()
                        .filter(one -> curves.isEmpty() || !one.kind().equals(Attachment.TRACES))
                        .map(attachment -> extra(session, attachment, zone, here.test(attachment)))
                        .toList(),
                curves,
                fault.orElse(
                        "Text, hashes and receipt are the original ones. Recomputed for this page."),
                fault.isEmpty());
    }

    private static List<Fact> facts(WireSession session, StoredSession stored, ZoneId zone) {
        Long endedAt = session.endedAt();
        String balance =
                (session.balanceModel() + " " + session.balanceSerial()).strip()
                        + (session.simulated() ? " (simulated)" : "");
        return List.of(
                new Fact("Version", Integer.toString(session.formulaVersionNo())),
                new Fact("Attempt", Integer.toString(session.attemptNo())),
                new Fact("Ended", endedAt == null ? "–" : Times.minute(endedAt, zone)),
                new Fact("Balance", balance),
                new Fact("Lab", session.labId()),
                new Fact("Revision", Integer.toString(session.revision())),
                new Fact("Session", session.id()),
                new Fact("Record hash", stored.recordHash()));
    }

    private static SessionDetail.Step step(WireSession session, WireStep step) {
        List<WireDispense> dispenses =
                session.dispenses().stream()
                        .filter(dispense -> dispense.stepId().equals(step.id()))
                        .toList();
        BigDecimal target = new BigDecimal(step.targetQtyG());
        BigDecimal low = target.subtract(new BigDecimal(step.toleranceLowerG()));
        BigDecimal high = target.add(new BigDecimal(step.toleranceUpperG()));
        BigDecimal net =
                dispenses.stream()
                        .map(dispense -> new BigDecimal(dispense.netG()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean weighed = !dispenses.isEmpty();
        return new SessionDetail.Step(
                step.sequence(),
                step.ingredientName(),
                step.requiredCode(),
                step.targetQtyG(),
                low.toPlainString() + " – " + high.toPlainString(),
                weighed ? net.toPlainString() : words(step.status()),
                weighed ? signed(net.subtract(target)) : "",
                dispenses.stream().map(Records::from).distinct().collect(Collectors.joining(", ")),
                weighed && (net.compareTo(low) < 0 || net.compareTo(high) > 0),
                weighed ? mark(low, high, net) : new Mark(false, 0));
    }

    private static String from(WireDispense dispense) {
        String lot = dispense.lotId();
        String container = dispense.containerId();
        return lot != null
                ? "lot " + lot
                : container != null ? "container " + container : dispense.scannedCode();
    }

    /// The band between the limits takes the middle half of the drawing.
    private static Mark mark(BigDecimal low, BigDecimal high, BigDecimal net) {
        BigDecimal band = high.subtract(low);
        if (band.signum() <= 0) {
            return new Mark(false, 0);
        }
        int x =
                net.subtract(low)
                        .multiply(BigDecimal.valueOf(MARK_WIDTH / 2))
                        .divide(band, 0, RoundingMode.HALF_UP)
                        .intValue();
        return new Mark(true, Math.clamp(x + MARK_WIDTH / 4L, 3, MARK_WIDTH - 3));
    }

    private static String signed(BigDecimal difference) {
        return difference.signum() > 0
                ? "+" + difference.toPlainString()
                : difference.toPlainString().replace('-', '−');
    }

    private static Extra extra(
            WireSession session, Attachment attachment, ZoneId zone, boolean here) {
        return new Extra(
                here ? "/ui/sessions/" + session.id() + "/attachments/" + attachment.sha256() : "",
                AttachmentType.of(attachment.mediaType())
                        .map(AttachmentType::isImage)
                        .orElse(false),
                words(attachment.kind()),
                step(session, attachment.stepId()),
                Times.minute(attachment.at(), zone),
                attachment.by());
    }

    private static String step(WireSession session, @Nullable String stepId) {
        return session.steps().stream()
                .filter(one -> one.id().equals(stepId))
                .map(one -> one.sequence() + " " + one.ingredientName())
                .findFirst()
                .orElse("–");
    }

    private static Odd odd(WireSession session, WireSession.WireDeviation deviation, ZoneId zone) {
        String step = step(session, deviation.stepId());
        var approved = deviation.signature();
        return new Odd(
                Times.minute(deviation.at(), zone),
                step,
                words(deviation.kind()),
                words(deviation.reasonCode()),
                deviation.text(),
                deviation.by() + (approved == null ? "" : ", approved by " + approved.name()));
    }

    /// `near_miss` as `near miss`.
    static String words(String word) {
        return word.replace('_', ' ');
    }
}

package io.prepstation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Potency;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A finished session as its frozen text says it, ready to be printed or put in a table. Members that the text lacks are
/// empty; members that this version does not know are passed over.
///
/// @param head the session's own members
/// @param attachments what belongs to it and is not in its text, by hash
/// @param balanceCheck empty if the balance was never checked
public record BatchRecord(
        ObjectNode head,
        List<Line> lines,
        List<JsonNode> deviations,
        List<JsonNode> attestations,
        List<JsonNode> signatures,
        List<Attachment> attachments,
        AuditHead auditHead,
        Optional<Checked> balanceCheck,
        String contentHash,
        @Nullable Receipt receipt) {

    /// The newest check of the balance when the session began.
    ///
    /// @param zone the record's
    public record Checked(String id, Instant at, String zone) {}

    /// A step, and one weighing of it.
    ///
    /// @param dispense null where nothing was weighed
    /// @param net substance of all weighings of the step, on the last of them only; null before
    public record Line(
            JsonNode step, Tolerance tolerance, @Nullable JsonNode dispense, @Nullable Mass net) {

        public String ofStep(String member) {
            return step.path(member).asText("");
        }

        /// The first of the members that the weighing has.
        public String ofDispense(String... members) {
            for (String member : members) {
                String value = dispense == null ? "" : dispense.path(member).asText("");
                if (!value.isEmpty()) {
                    return value;
                }
            }
            return "";
        }

        public Optional<Mass> weighed() {
            return dispense == null
                    ? Optional.empty()
                    : Optional.of(Mass.grams(dispense.path("netG").asText()));
        }

        /// Whether it was weighed as what its container lost: then `tareG` is what the container weighed before, and `grossG`
        /// what it weighed after.
        public boolean byDifference() {
            return dispense != null && BatchRecord.asks(step, LineRule.BY_DIFFERENCE);
        }

        /// Whether what the step holds in all lies outside its limits.
        public boolean outside() {
            return net != null && tolerance.verdict(net) != Verdict.IN;
        }
    }

    public static BatchRecord of(UploadBundle bundle, @Nullable Receipt receipt) {
        ObjectNode session = bundle.session();
        return new BatchRecord(
                session,
                lines(session),
                all(session.path("deviations")),
                all(session.path("attestations")),
                all(session.path("signatures")),
                bundle.attachments(),
                bundle.head(),
                checked(bundle),
                bundle.contentHash(),
                receipt);
    }

    /// The check is named by the event that began the session.
    private static Optional<Checked> checked(UploadBundle bundle) {
        return bundle.audit().stream()
                .flatMap(event -> details(event).stream())
                .filter(details -> details.has("balanceCheck"))
                .map(details -> details.path("balanceCheck"))
                .findFirst()
                .map(check ->
                        new Checked(
                                check.path("id").asText(),
                                Instant.ofEpochMilli(check.path("at").asLong()),
                                bundle.session().path("timeZone").asText("UTC")));
    }

    private static Optional<JsonNode> details(AuditEvent event) {
        try {
            return Optional.of(Json.parseObject(event.body()).path("details"));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    public String text(String member) {
        return head.path(member).asText("");
    }

    public boolean simulated() {
        return head.path("simulated").asBoolean();
    }

    /// The step that a deviation or an attestation names, if it names one.
    public Optional<JsonNode> step(JsonNode note) {
        return step(note.path("stepId").asText(""));
    }

    /// @param id empty or unknown for none
    public Optional<JsonNode> step(String id) {
        return lines.stream()
                .map(Line::step)
                .filter(step -> step.path("id").asText().equals(id))
                .findFirst();
    }

    private static List<Line> lines(ObjectNode session) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode step : session.path("steps")) {
            List<JsonNode> dispenses =
                    all(session.path("dispenses")).stream()
                            .filter(one -> one.path("stepId").equals(step.path("id")))
                            .toList();
            Tolerance tolerance = tolerance(session, step);
            if (dispenses.isEmpty()) {
                lines.add(new Line(step, tolerance, null, null));
            }
            Mass sum = Mass.grams("0");
            for (JsonNode dispense : dispenses) {
                sum = sum.plus(substance(dispense));
                boolean last = dispense.equals(dispenses.getLast());
                lines.add(
                        new Line(
                                step,
                                tolerance,
                                dispense,
                                last ? sum.rounded(tolerance.target().value().scale()) : null));
            }
        }
        return List.copyOf(lines);
    }

    /// What of a weighing counts towards its target.
    private static Mass substance(JsonNode dispense) {
        String potency = dispense.path("potencyPercent").asText("");
        return Potency.substance(
                Mass.grams(dispense.path("netG").asText()),
                potency.isEmpty() ? null : Decimal.of(potency));
    }

    /// A compensator takes what potency correction added less.
    private static Mass corrected(ObjectNode session) {
        return all(session.path("dispenses")).stream()
                .map(one -> Mass.grams(one.path("netG").asText()).minus(substance(one)))
                .reduce(Mass.grams("0"), Mass::plus);
    }

    private static Tolerance tolerance(ObjectNode session, JsonNode step) {
        Mass asked = Mass.grams(step.path("targetQtyG").asText());
        Mass target =
                asks(step, LineRule.COMPENSATOR)
                        ? asked.minus(corrected(session).rounded(asked.value().scale()))
                        : asked;
        return new Tolerance(
                target,
                target.minus(Mass.grams(step.path("toleranceLowerG").asText())),
                target.plus(Mass.grams(step.path("toleranceUpperG").asText())));
    }

    private static boolean asks(JsonNode step, LineRule rule) {
        return step.path("rules").valueStream().anyMatch(one -> one.asText().equals(rule.word()));
    }

    private static List<JsonNode> all(JsonNode array) {
        return array.valueStream().toList();
    }
}

package io.prepstation.hub.sync;

import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import io.prepstation.model.mass.Potency;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.session.Attestation;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.FrameUnit;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.StepStatus;
import io.prepstation.model.session.TareSource;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireAttestation;
import io.prepstation.model.sync.WireSession.WireDispense;
import io.prepstation.model.sync.WireSession.WireStep;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges what was weighed: each dispense agrees with its own raw frame, and each done step lies within its tolerance
/// unless somebody stood for it with an override.
final class DispensesCheck {

    private static final Set<String> STOOD_FOR =
            Set.of(SessionDeviation.OVERRIDE, SessionDeviation.MANUAL_WEIGHT);

    private final WireSession session;

    DispensesCheck(WireSession session) {
        this.session = session;
    }

    Optional<Refusal> fault() {
        return Refusal.first(this::ids, this::dispenses, this::steps);
    }

    private Optional<Refusal> ids() {
        Set<String> seen = new HashSet<>();
        return Refusal.firstOf(
                session.dispenses().stream(),
                dispense ->
                        Refusal.when(
                                !seen.add(dispense.id()),
                                "BAD_ID",
                                "dispenses",
                                "dispense id " + dispense.id() + " occurs twice"));
    }

    private Optional<Refusal> dispenses() {
        Set<String> steps = session.steps().stream().map(WireStep::id).collect(Collectors.toSet());
        return Refusal.firstAt(
                session.dispenses().size(),
                index ->
                        dispense("dispenses[" + index + "]", session.dispenses().get(index), steps)
                                .or(() ->
                                        approved(
                                                "dispenses[" + index + "]",
                                                session.dispenses().get(index)))
                                .or(() ->
                                        witnessed(
                                                "dispenses[" + index + "]",
                                                session.dispenses().get(index))));
    }

    private Optional<Refusal> dispense(String field, WireDispense dispense, Set<String> steps) {
        return Refusal.first(
                () ->
                        Refusal.parent(
                                steps.contains(dispense.stepId()),
                                dispense.stepId(),
                                field + ".stepId",
                                "the session has no step " + dispense.stepId()),
                () -> numbers(field, dispense),
                () ->
                        Refusal.when(
                                !adds(dispense),
                                "GROSS_NET_TARE",
                                field + ".grossG",
                                "gross "
                                        + dispense.grossG()
                                        + " g is not net "
                                        + dispense.netG()
                                        + " g and tare "
                                        + dispense.tareG()
                                        + " g together"),
                () ->
                        Refusal.when(
                                !isAsDisplayed(dispense),
                                "NOT_AS_DISPLAYED",
                                field + ".displayed",
                                "the balance sent \""
                                        + dispense.rawFrame().strip()
                                        + "\", which is not the recorded mass"));
    }

    private static Optional<Refusal> numbers(String field, WireDispense dispense) {
        boolean decimal =
                Decimals.isDecimal(dispense.netG())
                        && Decimals.isDecimal(dispense.grossG())
                        && Decimals.isDecimal(dispense.tareG())
                        && isPercent(dispense.potencyPercent());
        return Refusal.when(
                !decimal,
                "NOT_A_DECIMAL",
                field,
                "a mass or the potency of dispense " + dispense.id() + " is not a decimal number");
    }

    private static boolean isPercent(@Nullable String potency) {
        return potency == null
                || (Decimals.isDecimal(potency)
                        && Decimals.of(potency).signum() > 0
                        && Decimals.of(potency).compareTo(BigDecimal.valueOf(100)) <= 0);
    }

    /// Gross is net and tare; by difference, tare is what the container weighed before, and gross after.
    private boolean adds(WireDispense dispense) {
        return asked(dispense, LineRule.BY_DIFFERENCE)
                ? net(dispense).plus(gross(dispense)).sameAs(tare(dispense))
                : net(dispense).plus(tare(dispense)).sameAs(gross(dispense));
    }

    /// The number on the display is what is left of the gross mass where the balance tared, the gross mass where the station
    /// subtracted; and it stands in the frame that was received.
    private static boolean isAsDisplayed(WireDispense dispense) {
        if (dispense.manualReason() != null) {
            return isTyped(dispense);
        }
        Optional<FrameUnit> unit = FrameUnit.ofWord(dispense.unit());
        String digits = dispense.displayed().replace("+", "").replace(" ", "");
        if (unit.isEmpty()
                || !Decimals.isDecimal(digits)
                || !dispense.rawFrame().contains(dispense.displayed())
                || !unit.get().agreesWith(dispense.rawFrame())) {
            return false;
        }
        Mass displayed = new Mass(Decimals.of(digits), unit.get().unit());
        boolean tared = dispense.tareSource().equals(TareSource.BALANCE.word());
        return displayed.sameAs(tared ? gross(dispense).minus(tare(dispense)) : gross(dispense));
    }

    /// A typed mass came from no balance: its text is its net mass, and there is no frame.
    private static boolean isTyped(WireDispense dispense) {
        Optional<MassUnit> unit = MassUnit.ofSymbol(dispense.unit());
        return unit.isPresent()
                && dispense.stability().equals(Dispense.BY_HAND)
                && dispense.rawFrame().isEmpty()
                && Decimals.isDecimal(dispense.displayed())
                && new Mass(Decimals.of(dispense.displayed()), unit.get()).sameAs(net(dispense));
    }

    /// Somebody stood for a mass that was typed.
    private Optional<Refusal> approved(String field, WireDispense dispense) {
        return Refusal.when(
                dispense.manualReason() != null
                        && session.deviations().stream()
                                .noneMatch(deviation ->
                                        deviation.kind().equals(SessionDeviation.MANUAL_WEIGHT)
                                                && dispense.stepId().equals(deviation.stepId())),
                "NOT_SIGNED",
                field + ".manualReason",
                "dispense " + dispense.id() + " was typed, and nobody stood for it");
    }

    /// Somebody else saw what the formula wants witnessed; who stood for an exception counts as well.
    private Optional<Refusal> witnessed(String field, WireDispense dispense) {
        return Refusal.when(
                asked(dispense, LineRule.WITNESS)
                        && !hasWitness(dispense)
                        && !hasOtherApprover(dispense),
                "NO_WITNESS",
                field,
                "the formula asks for a second person who saw dispense " + dispense.id());
    }

    private boolean asked(WireDispense dispense, LineRule rule) {
        return session.stepOf(dispense).filter(step -> step.asks(rule)).isPresent();
    }

    private boolean hasWitness(WireDispense dispense) {
        List<WireAttestation> attestations = session.attestations();
        return attestations != null
                && attestations.stream()
                        .anyMatch(one ->
                                one.kind().equals(Attestation.WITNESSED)
                                        && dispense.id().equals(one.dispenseId())
                                        && !one.by().equals(dispense.by())
                                        && one.signature() != null);
    }

    /// Who else may stand for an exception is judged with the deviation; of other deviations nobody knows who signed them.
    private boolean hasOtherApprover(WireDispense dispense) {
        return session.deviations().stream()
                .anyMatch(deviation ->
                        STOOD_FOR.contains(deviation.kind())
                                && deviation.signature() != null
                                && dispense.stepId().equals(deviation.stepId())
                                && !deviation.by().equals(dispense.by()));
    }

    private Optional<Refusal> steps() {
        return Refusal.firstAt(
                session.steps().size(),
                index -> step("steps[" + index + "]", session.steps().get(index)));
    }

    private Optional<Refusal> step(String field, WireStep step) {
        if (!step.status().equals(StepStatus.DONE.word())) {
            return Optional.empty();
        }
        List<Mass> nets =
                session.dispenses().stream()
                        .filter(dispense -> dispense.stepId().equals(step.id()))
                        .map(DispensesCheck::substance)
                        .toList();
        return Refusal.first(
                () ->
                        Refusal.when(
                                nets.isEmpty(),
                                "NOTHING_WEIGHED",
                                field + ".status",
                                "step " + step.sequence() + " is done, but nothing was weighed"),
                () -> tolerance(field, step, nets.stream().reduce(Mass.grams("0"), Mass::plus)));
    }

    private Optional<Refusal> tolerance(String field, WireStep step, Mass net) {
        Mass asked = Mass.grams(step.targetQtyG());
        Mass target =
                step.asks(LineRule.COMPENSATOR)
                        ? asked.minus(corrected().rounded(asked.value().scale()))
                        : asked;
        Mass lower = target.minus(Mass.grams(step.toleranceLowerG()));
        Mass upper = target.plus(Mass.grams(step.toleranceUpperG()));
        boolean outside = new Tolerance(target, lower, upper).verdict(net) != Verdict.IN;
        return Refusal.when(
                outside && !isOverridden(step),
                "OUT_OF_TOLERANCE",
                field + ".status",
                "step "
                        + step.sequence()
                        + " weighed "
                        + net
                        + ", outside "
                        + lower
                        + " … "
                        + upper
                        + ", and nobody overrode it");
    }

    /// What potency correction added to the batch, which a compensator line takes less.
    private Mass corrected() {
        return session.dispenses().stream()
                .map(dispense -> net(dispense).minus(substance(dispense)))
                .reduce(Mass.grams("0"), Mass::plus);
    }

    private boolean isOverridden(WireStep step) {
        return session.deviations().stream()
                .anyMatch(deviation ->
                        deviation.kind().equals(SessionDeviation.OVERRIDE)
                                && step.id().equals(deviation.stepId()));
    }

    /// What of a dispense counts towards its step's target.
    private static Mass substance(WireDispense dispense) {
        String potency = dispense.potencyPercent();
        return Potency.substance(net(dispense), potency == null ? null : Decimals.of(potency));
    }

    private static Mass net(WireDispense dispense) {
        return Mass.grams(dispense.netG());
    }

    private static Mass gross(WireDispense dispense) {
        return Mass.grams(dispense.grossG());
    }

    private static Mass tare(WireDispense dispense) {
        return Mass.grams(dispense.tareG());
    }
}

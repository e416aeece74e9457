package io.prepstation.hub.sync;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.ScaledLine;
import io.prepstation.model.formula.Scaling;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.StepStatus;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireStep;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Judges the steps of a session against the lines of its formula version: a step is a line, scaled to the session's
/// amount and rounded to a readability.
final class StepsCheck {

    private static final Set<String> STATUSES =
            Arrays.stream(StepStatus.values()).map(StepStatus::word).collect(Collectors.toSet());
    private static final int[] LEADING_DIGITS = {1, 2, 5};
    private static final int COARSEST_POWER = 1;

    private final WireSession session;
    private final FormulaVersion version;
    private final Map<String, String> codes;

    /// @param codes of the version's ingredients, by id
    StepsCheck(WireSession session, FormulaVersion version, Map<String, String> codes) {
        this.session = session;
        this.version = version;
        this.codes = codes;
    }

    Optional<Refusal> fault() {
        return Refusal.first(this::amount, this::count, this::ids, this::steps);
    }

    private Optional<Refusal> amount() {
        return Refusal.when(
                !Decimals.isDecimal(session.amount()) || !isComparable(),
                "BAD_AMOUNT",
                "session.amount",
                "\""
                        + session.amount()
                        + " "
                        + session.unit()
                        + "\" is no amount of a formula given for "
                        + version.base());
    }

    private boolean isComparable() {
        try {
            return amountOfSession().comparableWith(version.base());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Amount amountOfSession() {
        return Amount.of(session.amount(), session.unit());
    }

    private Optional<Refusal> count() {
        return Refusal.when(
                session.steps().size() != version.lines().size(),
                "NOT_OF_FORMULA",
                "steps",
                "the session has "
                        + session.steps().size()
                        + " steps, its formula version has "
                        + version.lines().size()
                        + " lines");
    }

    private Optional<Refusal> ids() {
        Set<String> seen = new HashSet<>();
        return Refusal.firstOf(
                session.steps().stream(),
                step ->
                        Refusal.when(
                                !seen.add(step.id()),
                                "BAD_ID",
                                "steps",
                                "step id " + step.id() + " occurs twice"));
    }

    private Optional<Refusal> steps() {
        return Refusal.firstAt(
                session.steps().size(),
                index ->
                        step(
                                "steps[" + index + "]",
                                session.steps().get(index),
                                version.lines().get(index)));
    }

    private Optional<Refusal> step(String field, WireStep step, FormulaLine line) {
        return Refusal.first(
                () ->
                        Refusal.when(
                                !STATUSES.contains(step.status()) || isLeftOpen(step),
                                "STEP_NOT_DONE",
                                field + ".status",
                                "step "
                                        + step.sequence()
                                        + " of a "
                                        + session.status()
                                        + " session is "
                                        + step.status()),
                () ->
                        Refusal.when(
                                !isOf(step, line),
                                "NOT_OF_FORMULA",
                                field + ".ingredientId",
                                "step "
                                        + step.sequence()
                                        + " is not line "
                                        + line.sequence()
                                        + " of the formula version"),
                () -> numbers(field, step),
                () ->
                        Refusal.when(
                                !isScaled(step, line),
                                "NOT_OF_FORMULA",
                                field + ".targetQtyG",
                                "target or tolerance of step "
                                        + step.sequence()
                                        + " is not that of the formula version for "
                                        + amountOfSession()));
    }

    private boolean isLeftOpen(WireStep step) {
        return session.status().equals(SessionStatus.COMPLETED.word())
                && !step.status().equals(StepStatus.DONE.word());
    }

    private boolean isOf(WireStep step, FormulaLine line) {
        return step.sequence() == line.sequence()
                && step.ingredientId().equals(line.ingredientId())
                && step.requiredCode().equals(codes.get(line.ingredientId()));
    }

    private static Optional<Refusal> numbers(String field, WireStep step) {
        boolean decimal =
                Decimals.isDecimal(step.targetQtyG())
                        && Decimals.isDecimal(step.toleranceLowerG())
                        && Decimals.isDecimal(step.toleranceUpperG());
        return Refusal.when(
                !decimal,
                "NOT_A_DECIMAL",
                field,
                "step " + step.sequence() + " has a mass that is not a decimal number of grams");
    }

    /// The readability is not told with a step, but its target has the readability's digits.
    private boolean isScaled(WireStep step, FormulaLine line) {
        int finestPower = -Math.max(0, Decimals.of(step.targetQtyG()).scale());
        return IntStream.rangeClosed(finestPower, COARSEST_POWER)
                .boxed()
                .flatMap(power ->
                        Arrays.stream(LEADING_DIGITS)
                                .mapToObj(digit ->
                                        BigDecimal.valueOf(digit).scaleByPowerOfTen(power)))
                .anyMatch(readability -> isScaled(step, line, readability));
    }

    private boolean isScaled(WireStep step, FormulaLine line, BigDecimal readability) {
        ScaledLine scaled =
                new Scaling(amountOfSession(), version.base(), Mass.grams(readability)).line(line);
        Mass target = Mass.grams(step.targetQtyG());
        Mass lower = target.minus(Mass.grams(step.toleranceLowerG()));
        Mass upper = target.plus(Mass.grams(step.toleranceUpperG()));
        return scaled.target().sameAs(target)
                && scaled.lowerLimit().sameAs(lower)
                && scaled.upperLimit().sameAs(upper);
    }
}

package io.prepstation.model.bench;

import io.prepstation.model.check.CheckProblem;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.MaterialRefusal;

/// Something the operator must be told: what happened, to what. The screens say it in their language.
public sealed interface Notice {

    /// A scanned text that no station prints.
    record UnknownText(String text) implements Notice {}

    /// A scan that may have lost its beginning: it is to be scanned again.
    record TornCode() implements Notice {}

    /// A readable code that means nothing here; the instruction on screen says what is expected.
    record UnexpectedCode(String text) implements Notice {}

    /// The hard stop: another ingredient than the step's was scanned.
    record WrongIngredient(String expectedCode, String expectedName, String scanned)
            implements Notice {}

    /// The ingredient of another step was scanned, and the order is free: that step may be weighed now.
    ///
    /// @param scan to go on with there
    record OtherStep(
            String stepId, int sequence, String ingredientName, BenchEvent.CodeScanned scan)
            implements Notice {}

    /// What was typed lies outside the limits: nothing was recorded.
    record ManualOutside(Mass net, Mass lowerLimit, Mass upperLimit) implements Notice {}

    /// Whoever weighed cannot be the second person.
    record SecondPersonNeeded(String name) implements Notice {}

    /// The hard stop: the right ingredient, but this lot or container may not be weighed from.
    record MaterialRefused(MaterialRefusal why) implements Notice {}

    /// Another container of the same ingredient was scanned while pouring: what is in must be recorded as a part first.
    record FinishPartFirst(String scanned) implements Notice {}

    record UnknownFormula(String formulaCode) implements Notice {}

    /// @param detail version and status, or the day it becomes effective
    record NotApproved(String formulaCode, String detail) implements Notice {}

    /// The formula failed too often and waits for a supervisor.
    record FormulaLocked(String formulaCode) implements Notice {}

    /// The review names the lines that cannot be weighed.
    record NotFeasible(String formulaCode) implements Notice {}

    record SessionNotFound(String sessionId) implements Notice {}

    /// The session exists but has ended: it is shown, not weighed.
    record SessionEnded(String sessionId, String status) implements Notice {}

    /// An interrupted session is to be finished or rejected before another starts.
    record ResumeFirst(String sessionId) implements Notice {}

    record BalanceNeeded() implements Notice {}

    /// @param refused whether nothing begins on it; if not, the record of what begins says so
    record BalanceNotReady(String serialNumber, CheckProblem why, boolean refused)
            implements Notice {}

    /// The approval names nobody with the right to, or no reason.
    record ApprovalRefused(String name) implements Notice {}

    /// Of an overshoot in a mixed vessel something was taken out: what is left is unknown, only rejecting is left.
    record MixtureTaken() implements Notice {}

    /// Accept named a weight that is no longer there: nothing was recorded.
    record WeightChanged() implements Notice {}

    /// The balance did not do what it was asked to.
    record BalanceRefused(BalanceCommand command, String reason) implements Notice {}

    /// The vessel does not weigh what it last weighed.
    record GrossChanged(Mass expected, Mass found) implements Notice {}

    /// By difference, the container does not weigh what it did, or is another one.
    record ContainerChanged(Mass expected, Mass found) implements Notice {}

    /// The empty vessel that was scanned is known; now the ingredient.
    record VesselKnown(String code, Mass tare) implements Notice {}

    /// The vessel that was scanned does not hold what is made.
    record VesselTooSmall(String code, Amount holds, Amount made) implements Notice {}

    /// What stands on the balance is not the vessel that was scanned, or it is not empty.
    record OtherVessel(String code, Mass expected, Mass found) implements Notice {}

    /// What stands on the balance was weighed in this session before, and is not what this step needs: the vessel instead of
    /// a container, or a container instead of the vessel.
    record StoodThere(Mass found) implements Notice {}

    /// What stands on the balance weighs less than the container that was scanned does empty, or more than it did last.
    ///
    /// @param bound what it weighs at least, or at most
    record OtherContainer(String code, Mass bound, Mass found) implements Notice {}

    /// The store could not keep what was asked; nothing was recorded.
    record NotSaved(String reason) implements Notice {}
}

package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.FormulaLookup;
import io.prepstation.model.check.CheckProblem;
import io.prepstation.model.check.TestWeight;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.Infeasible;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import java.util.List;

/// Why something is not done, with a message for the operator: what is wrong and what to do.
public sealed interface Refusal {

    String message();

    /// Unknown, not approved, or not yet effective.
    record FormulaUnusable(FormulaLookup.Unusable why) implements Refusal {
        @Override
        public String message() {
            return why.message();
        }
    }

    record FormulaLocked(String code) implements Refusal {
        @Override
        public String message() {
            return "Formula %s is locked after too many failed attempts. Ask a supervisor to unlock it."
                    .formatted(code);
        }
    }

    /// A check of the balance is due or failed, and the site lets nothing begin on it.
    record BalanceNotReady(String serialNumber, CheckProblem why) implements Refusal {
        @Override
        public String message() {
            return "Balance %s is not ready: %s".formatted(serialNumber, Problems.sentence(why));
        }
    }

    /// A check was to be made with a weight whose certificate has run out.
    record CertificateExpired(TestWeight weight) implements Refusal {
        @Override
        public String message() {
            return "The certificate of test weight %s ran out on %s. Check with another one, and put it in the configuration."
                    .formatted(weight.id(), weight.certifiedUntil());
        }
    }

    /// What the store would not take, in its own words.
    record NotStored(String sentence) implements Refusal {
        @Override
        public String message() {
            return sentence;
        }
    }

    /// Only what the hub refused for good is corrected.
    record NotRejected(String sessionId, SessionStatus status) implements Refusal {
        @Override
        public String message() {
            return "Session %s is %s: only a session the hub refused can be corrected."
                    .formatted(sessionId, status.word());
        }
    }

    /// Its own events stand in the text that came back, in another trail than this one.
    record CameBack(String sessionId) implements Refusal {
        @Override
        public String message() {
            return "Session %s came back from the hub and cannot be corrected here. It stays as it is, and the hub keeps what it refused apart."
                    .formatted(sessionId);
        }
    }

    record NotLocked(String code) implements Refusal {
        @Override
        public String message() {
            return "Formula " + code + " is not locked; nothing to unlock.";
        }
    }

    /// Litres were asked of a formula that is given in grams, or the like.
    record AmountNotComparable(String code, Amount wanted, Amount base) implements Refusal {
        @Override
        public String message() {
            return "Formula %s is given for %s: %s cannot be made of it. Choose another unit."
                    .formatted(code, base, wanted);
        }
    }

    /// @param firstIngredient the name of the ingredient that stands first in the way
    record CannotBeWeighed(String code, List<Infeasible> problems, String firstIngredient)
            implements Refusal {

        public CannotBeWeighed {
            problems = List.copyOf(problems);
        }

        @Override
        public String message() {
            return "%s cannot be weighed on this balance at this amount: %s"
                    .formatted(code, Problems.sentence(problems.getFirst(), firstIngredient));
        }
    }

    record NothingToWeigh(String code, int versionNo) implements Refusal {
        @Override
        public String message() {
            return "Version %d of formula %s has no lines. Ask the lab manager."
                    .formatted(versionNo, code);
        }
    }

    record LabUnknown() implements Refusal {
        @Override
        public String message() {
            return "This station has no data of its lab yet. Enrol it, or import formulas.";
        }
    }

    record PersonNotAllowed(String name, String what) implements Refusal {
        @Override
        public String message() {
            return name + " may not " + what + ". Someone with the right to must sign in.";
        }
    }

    record UnknownSession(String id) implements Refusal {
        @Override
        public String message() {
            return "Preparation " + id + " is not on this station. Nothing was saved.";
        }
    }

    record NotRunning(String id, SessionStatus status) implements Refusal {
        @Override
        public String message() {
            return "Preparation %s is %s and takes no more changes."
                    .formatted(id, status.word().replace('_', ' '));
        }
    }

    record AlreadyDispensed(String id) implements Refusal {
        @Override
        public String message() {
            return "The amount is fixed since the first weighing was confirmed.";
        }
    }

    record PartTooLight(Mass part, Mass smallest) implements Refusal {
        @Override
        public String message() {
            return "%s is less than this balance may weigh at once (%s). Nothing was recorded; add more of it."
                    .formatted(part, smallest);
        }
    }

    /// What is in is no part of the step any more: it is all of it, or too much.
    record NotAPart(Mass net, Tolerance tolerance) implements Refusal {
        @Override
        public String message() {
            return "%s is not less than %s. Accept it, instead of going on with another container."
                    .formatted(net, tolerance.lowerLimit());
        }
    }

    /// The batch would not grow as it was shown any more.
    record PlanChanged(Amount amount) implements Refusal {
        @Override
        public String message() {
            return "The batch of %s cannot grow as it was shown. Look at the options again."
                    .formatted(amount);
        }
    }

    record NotThisStep(String stepId, Step expected) implements Refusal {
        @Override
        public String message() {
            return "It is the turn of step %d, %s. Nothing was recorded."
                    .formatted(expected.sequence(), expected.ingredientName());
        }
    }

    record NoStepLeft(String stepId) implements Refusal {
        @Override
        public String message() {
            return "Every step is done already. Nothing was recorded.";
        }
    }

    record StepsPending(int count) implements Refusal {
        @Override
        public String message() {
            return count == 1
                    ? "One step is still to weigh."
                    : count + " steps are still to weigh.";
        }
    }

    record OutsideTolerance(Tolerance tolerance, Mass net, Verdict verdict) implements Refusal {
        @Override
        public String message() {
            return "%s is %s the limits %s to %s. Nothing was recorded."
                    .formatted(
                            net,
                            verdict == Verdict.OVER ? "above" : "below",
                            tolerance.lowerLimit(),
                            tolerance.upperLimit());
        }
    }

    record WitnessNeeded() implements Refusal {
        @Override
        public String message() {
            return "The formula asks for a second person who sees this weight. Nothing was recorded.";
        }
    }

    record SecondPersonNeeded(String name) implements Refusal {
        @Override
        public String message() {
            return name + " weighed this. Somebody else must confirm it. Nothing was recorded.";
        }
    }

    /// @param stability how stability was said to be known
    record NotStable(String stability) implements Refusal {
        @Override
        public String message() {
            return "Only a stable weight can be recorded. Wait until the balance is at rest.";
        }
    }

    /// The parts of a reading contradict each other; it must not have come whole from the balance.
    record ReadingInconsistent(String detail) implements Refusal {
        @Override
        public String message() {
            return "The reading contradicts itself ("
                    + detail
                    + "). Nothing was recorded; weigh again.";
        }
    }

    /// The same id came with other content.
    record DispenseReused(String id) implements Refusal {
        @Override
        public String message() {
            return "Weighing " + id + " is recorded already, with other values. Weigh again.";
        }
    }

    record TooManyAttachments(int most) implements Refusal {
        @Override
        public String message() {
            return "This session has " + most + " photos already; no more are kept.";
        }
    }
}

package io.prepstation.kiosk.store;

import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.material.Ingredient;
import java.time.LocalDate;
import java.util.List;

/// What a formula code leads to: a version that may be weighed today, or why there is none.
public sealed interface FormulaLookup {

    /// @param ingredients those of the version's lines, in the same order
    record Usable(Formula formula, FormulaVersion version, List<Ingredient> ingredients)
            implements FormulaLookup {

        public Usable {
            ingredients = List.copyOf(ingredients);
        }
    }

    /// Why a formula cannot be weighed; the message is for the operator.
    sealed interface Unusable extends FormulaLookup {
        String message();
    }

    record UnknownFormula(String code) implements Unusable {
        @Override
        public String message() {
            return "No formula has the code " + code + ". Scan another label, or sync now.";
        }
    }

    record NoVersion(String code) implements Unusable {
        @Override
        public String message() {
            return "Formula " + code + " has no version yet. Ask the lab manager.";
        }
    }

    /// @param status of the newest version; none is approved
    record NotApproved(String code, int versionNo, VersionStatus status) implements Unusable {
        @Override
        public String message() {
            return "Version %d of formula %s is %s. Ask the lab manager to approve it."
                    .formatted(
                            versionNo,
                            code,
                            switch (status) {
                                case DRAFT -> "a draft, not approved";
                                case RETIRED -> "retired";
                                case APPROVED -> "approved, but was withdrawn";
                            });
        }
    }

    record NotYetEffective(String code, int versionNo, LocalDate effectiveFrom)
            implements Unusable {
        @Override
        public String message() {
            return "Version %d of formula %s may be weighed from %s on."
                    .formatted(versionNo, code, effectiveFrom);
        }
    }
}

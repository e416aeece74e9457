package io.prepstation.model.formula;

import io.prepstation.model.mass.Deviation;
import java.math.BigDecimal;
import java.util.Set;

/// One ingredient of a formula version: how much for the base amount, and how far off it may be.
///
/// @param sequence 1 for the first line
/// @param targetG grams for the base amount
public record FormulaLine(
        int sequence,
        String ingredientId,
        BigDecimal targetG,
        Deviation lower,
        Deviation upper,
        Set<LineRule> rules) {

    public FormulaLine {
        rules = Set.copyOf(rules);
    }

    /// A line that asks nothing beside its mass.
    public FormulaLine(
            int sequence,
            String ingredientId,
            BigDecimal targetG,
            Deviation lower,
            Deviation upper) {
        this(sequence, ingredientId, targetG, lower, upper, Set.of());
    }

    public boolean asks(LineRule rule) {
        return rules.contains(rule);
    }
}

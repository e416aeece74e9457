package io.prepstation.model.formula;

import io.prepstation.model.material.Ingredient;
import java.util.List;
import java.util.Map;

/// A formula as it would be weighed at an amount, before anything is created.
///
/// @param size as it was asked for
/// @param ingredients by id, one for every line
/// @param problems why it cannot be weighed so; empty if it can
public record FormulaReview(
        Formula formula,
        FormulaVersion version,
        BatchSize size,
        Amount amount,
        List<ScaledLine> lines,
        Map<String, Ingredient> ingredients,
        List<Infeasible> problems) {

    public FormulaReview {
        lines = List.copyOf(lines);
        ingredients = Map.copyOf(ingredients);
        problems = List.copyOf(problems);
    }

    /// At an amount that was asked for as such.
    public FormulaReview(
            Formula formula,
            FormulaVersion version,
            Amount amount,
            List<ScaledLine> lines,
            Map<String, Ingredient> ingredients,
            List<Infeasible> problems) {
        this(formula, version, amount, amount, lines, ingredients, problems);
    }

    public boolean feasible() {
        return problems.isEmpty();
    }
}

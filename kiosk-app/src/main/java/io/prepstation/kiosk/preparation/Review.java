package io.prepstation.kiosk.preparation;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.Infeasible;
import io.prepstation.model.formula.ScaledLine;
import io.prepstation.model.material.Ingredient;
import java.util.List;

/// A formula scaled to an amount, as the review screen shows it before anything is created.
///
/// @param size as it was asked for
/// @param problems why it cannot be weighed so; empty if it can
public record Review(
        Formula formula,
        FormulaVersion version,
        BatchSize size,
        Amount amount,
        List<Line> lines,
        List<Infeasible> problems) {

    public Review {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }

    public record Line(Ingredient ingredient, ScaledLine scaled) {}

    public boolean feasible() {
        return problems.isEmpty();
    }

    /// The name of the ingredient a problem is about.
    public String ingredientOf(Infeasible problem) {
        return lines.stream()
                .filter(line -> line.scaled().line().equals(problem.line()))
                .map(line -> line.ingredient().name())
                .findFirst()
                .orElse("?");
    }
}

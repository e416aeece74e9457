package io.prepstation.kiosk.store;

import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.User;
import java.util.List;

/// The master data of a lab, whole: what the hub sends, or a file that was imported.
public record MasterDownload(
        Lab lab,
        List<User> users,
        List<Ingredient> ingredients,
        List<Formula> formulas,
        List<FormulaVersion> versions) {

    public MasterDownload {
        users = List.copyOf(users);
        ingredients = List.copyOf(ingredients);
        formulas = List.copyOf(formulas);
        versions = List.copyOf(versions);
    }
}

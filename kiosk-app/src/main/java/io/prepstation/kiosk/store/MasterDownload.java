package io.prepstation.kiosk.store;

import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.User;
import java.util.List;
import java.util.Map;

/// The master data of a lab, whole: what the hub sends, or a file that was imported.
///
/// @param credentials by user, how often the hub says that badge or PIN were replaced
public record MasterDownload(
        Lab lab,
        List<User> users,
        Map<String, Integer> credentials,
        List<Ingredient> ingredients,
        List<Formula> formulas,
        List<FormulaVersion> versions) {

    /// Without anything of badges and PINs.
    public MasterDownload(
            Lab lab,
            List<User> users,
            List<Ingredient> ingredients,
            List<Formula> formulas,
            List<FormulaVersion> versions) {
        this(lab, users, Map.of(), ingredients, formulas, versions);
    }

    public MasterDownload {
        credentials = Map.copyOf(credentials);
        users = List.copyOf(users);
        ingredients = List.copyOf(ingredients);
        formulas = List.copyOf(formulas);
        versions = List.copyOf(versions);
    }
}

package io.prepstation.model.catalogue;

import io.prepstation.model.catalogue.HazardFile.Labelled;
import io.prepstation.model.material.Hazards;
import io.prepstation.model.material.Ingredient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Finds the ingredients that files name, and writes those that are new or got another hazard label.
final class IngredientImport {

    private final Catalogue catalogue;
    private final Map<String, Ingredient> ingredients = new LinkedHashMap<>();

    IngredientImport(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// Gathers what the files name; names that contradict each other or the store become problems.
    void gather(List<FormulaDraft> drafts, Map<String, Labelled> hazards) {
        catalogue.hold(hazards.keySet());
        drafts.stream().flatMap(draft -> draft.lines().stream()).forEach(this::gather);
        hazards.forEach(this::label);
    }

    /// By code, with the ids they have there.
    Map<String, Ingredient> write() {
        ingredients.replaceAll((_, ingredient) -> write(ingredient));
        return ingredients;
    }

    private void gather(DraftLine line) {
        Ingredient known =
                Optional.ofNullable(ingredients.get(line.ingredientCode()))
                        .or(() -> stored(line.ingredientCode()))
                        .orElseGet(() -> named(line));
        if (!line.ingredientName().equals(known.name())
                || !Objects.equals(named(line).casNumber(), known.casNumber())) {
            line.cells()
                    .problem(
                            FormulaColumn.INGREDIENT_NAME.csv(),
                            line.ingredientCode()
                                    + " is already \""
                                    + known.name()
                                    + "\""
                                    + (known.casNumber() == null ? "" : ", " + known.casNumber())
                                    + "; one code names one substance");
        }
        ingredients.put(line.ingredientCode(), known);
    }

    /// New, so without an id yet.
    private static Ingredient named(DraftLine line) {
        return new Ingredient(
                "",
                line.ingredientCode(),
                line.ingredientName(),
                line.casNumber().isEmpty() ? null : line.casNumber(),
                Hazards.NONE);
    }

    private void label(String code, Labelled labelled) {
        Optional.ofNullable(ingredients.get(code))
                .or(() -> stored(code))
                .ifPresentOrElse(
                        known ->
                                ingredients.put(
                                        code,
                                        new Ingredient(
                                                known.id(),
                                                code,
                                                known.name(),
                                                known.casNumber(),
                                                labelled.hazards())),
                        () ->
                                labelled.cells()
                                        .problem(
                                                HazardFile.INGREDIENT_CODE,
                                                "there is no ingredient " + code));
    }

    private Optional<Ingredient> stored(String code) {
        return catalogue.ingredient(code);
    }

    private Ingredient write(Ingredient ingredient) {
        if (ingredient.id().isEmpty()) {
            return catalogue.add(ingredient);
        }
        if (stored(ingredient.code()).filter(ingredient::equals).isEmpty()) {
            catalogue.change(ingredient);
        }
        return ingredient;
    }
}

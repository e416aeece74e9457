package io.prepstation.model.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.material.Ingredient;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/// The formulas and ingredients of one lab, as an import finds and changes them. All calls of one import belong to one
/// transaction of whoever implements this.
public interface Catalogue {

    /// The day in the lab's time zone.
    LocalDate today();

    /// Why this person may not approve formulas here; empty if she may.
    Optional<String> approverFault(String userId);

    /// From here on nobody else changes those of these ingredients that are there, until the import is over.
    void hold(Set<String> codes);

    Optional<Ingredient> ingredient(String code);

    /// @param ingredient new, its id is not looked at
    /// @return the same with the id it got
    Ingredient add(Ingredient ingredient);

    /// Writes what the ingredient is called and warned of now.
    void change(Ingredient ingredient);

    Optional<Formula> formula(String code);

    Formula add(String code, String name);

    Optional<FormulaVersion> version(Formula formula, int versionNo);

    /// An id for a new version.
    String newId();

    /// A new draft.
    void add(FormulaVersion draft);

    /// Writes a draft anew; never called for a version that was approved once.
    void replace(FormulaVersion draft);

    void approve(FormulaVersion draft, String by);

    /// Told once a version that is new, changed or approved is written whole, so that others can be told.
    ///
    /// @param isNew whether the formula came with this import
    void written(Formula formula, boolean isNew, FormulaVersion version);

    /// Adds an event to the audit trail.
    ///
    /// @param by the user who answers for it; empty for whoever gave the command
    void note(String kind, Optional<String> by, ObjectNode details);
}

package io.prepstation.model.catalogue;

import io.prepstation.model.catalogue.ImportResult.Change;
import io.prepstation.model.catalogue.ImportResult.ImportedVersion;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Writes formula versions: new ones, changed drafts, approvals. An approved version never changes.
final class VersionImport {

    private final Catalogue catalogue;
    private final Map<String, Ingredient> ingredients;
    private final Optional<String> approver;

    /// @param ingredients by code, with their ids
    VersionImport(
            Catalogue catalogue, Map<String, Ingredient> ingredients, Optional<String> approver) {
        this.catalogue = catalogue;
        this.ingredients = ingredients;
        this.approver = approver;
    }

    /// What was done with each; a draft with a problem is left out.
    List<ImportedVersion> write(List<FormulaDraft> drafts) {
        return drafts.stream().map(this::write).flatMap(Optional::stream).toList();
    }

    private Optional<ImportedVersion> write(FormulaDraft draft) {
        Optional<Formula> known = catalogue.formula(draft.code());
        if (known.filter(formula -> !formula.name().equals(draft.name())).isPresent()) {
            draft.cells()
                    .problem(
                            FormulaColumn.FORMULA_NAME.csv(),
                            draft.code() + " is already \"" + known.get().name() + "\"");
            return Optional.empty();
        }
        Formula formula = known.orElseGet(() -> catalogue.add(draft.code(), draft.name()));
        return write(draft, formula, known.isEmpty());
    }

    private Optional<ImportedVersion> write(FormulaDraft draft, Formula formula, boolean isNew) {
        Optional<FormulaVersion> known = catalogue.version(formula, draft.versionNo());
        FormulaVersion wanted = version(draft, formula, known);
        boolean same = known.filter(found -> sameContent(found, wanted)).isPresent();
        if (!same && wanted.status() != VersionStatus.DRAFT) {
            draft.cells()
                    .problem(
                            FormulaColumn.VERSION.csv(),
                            draft.code()
                                    + " version "
                                    + draft.versionNo()
                                    + " is approved and never changes; give the change a new"
                                    + " version number");
            return Optional.empty();
        }
        Change change = store(wanted, known.isPresent(), same);
        boolean approves = approver.isPresent() && wanted.status() == VersionStatus.DRAFT;
        if (approves) {
            approve(draft, wanted, approver.get());
        }
        if (approves || !same) {
            catalogue.written(formula, isNew, wanted);
        }
        return Optional.of(
                new ImportedVersion(
                        draft.code(),
                        draft.versionNo(),
                        approves ? VersionStatus.APPROVED : wanted.status(),
                        approves && same ? Change.APPROVED : change));
    }

    private Change store(FormulaVersion wanted, boolean known, boolean same) {
        if (same) {
            return Change.UNCHANGED;
        }
        if (known) {
            catalogue.replace(wanted);
            return Change.UPDATED;
        }
        catalogue.add(wanted);
        return Change.CREATED;
    }

    private void approve(FormulaDraft draft, FormulaVersion version, String by) {
        catalogue.approve(version, by);
        catalogue.note(
                "formula_version_approved",
                Optional.of(by),
                Json.object()
                        .put("formulaCode", draft.code())
                        .put("versionNo", draft.versionNo())
                        .put("formulaVersionId", version.id()));
    }

    private FormulaVersion version(
            FormulaDraft draft, Formula formula, Optional<FormulaVersion> known) {
        return new FormulaVersion(
                known.map(FormulaVersion::id).orElseGet(catalogue::newId),
                formula.id(),
                draft.versionNo(),
                known.map(FormulaVersion::status).orElse(VersionStatus.DRAFT),
                draft.effectiveFrom()
                        .or(() -> known.map(FormulaVersion::effectiveFrom))
                        .orElse(catalogue.today()),
                draft.base(),
                draft.lines().stream().map(this::line).toList());
    }

    private FormulaLine line(DraftLine line) {
        Ingredient ingredient =
                Objects.requireNonNull(ingredients.get(line.ingredientCode()), "gathered before");
        return new FormulaLine(
                line.sequence(),
                ingredient.id(),
                line.targetG(),
                line.lower(),
                line.upper(),
                line.rules());
    }

    /// Compared as it is sent: a tolerance in percent and the same one in grams are the same.
    private static boolean sameContent(FormulaVersion left, FormulaVersion right) {
        return WireFormulaVersion.of(left).equals(WireFormulaVersion.of(right));
    }
}

package io.prepstation.hub.formula;

import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.formula.ImportResult.Change;
import io.prepstation.hub.formula.ImportResult.ImportedVersion;
import io.prepstation.hub.store.FormulaTable;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// Writes formula versions: new ones, changed drafts, approvals. An approved version never changes.
final class VersionImport {

    private final Circumstances here;
    private final Map<String, Ingredient> ingredients;
    private final Optional<String> approver;
    private final Supplier<String> ids;

    /// @param ingredients by code, with their ids
    VersionImport(
            Circumstances here,
            Map<String, Ingredient> ingredients,
            Optional<String> approver,
            Supplier<String> ids) {
        this.here = here;
        this.ingredients = ingredients;
        this.approver = approver;
        this.ids = ids;
    }

    /// What was done with each; a draft with a problem is left out.
    List<ImportedVersion> write(List<FormulaDraft> drafts) {
        return drafts.stream().map(this::write).flatMap(Optional::stream).toList();
    }

    private Optional<ImportedVersion> write(FormulaDraft draft) {
        Optional<Formula> known =
                formulas()
                        .findByCode(here.lab().id(), draft.code(), here.today())
                        .map(row -> row.value().formula());
        if (known.filter(formula -> !formula.name().equals(draft.name())).isPresent()) {
            draft.cells()
                    .problem(
                            FormulaColumn.FORMULA_NAME.csv(),
                            draft.code() + " is already \"" + known.get().name() + "\"");
            return Optional.empty();
        }
        Formula formula =
                known.orElseGet(
                        () -> formulas().insert(here.lab().id(), draft.code(), draft.name()));
        Optional<ImportedVersion> written = write(draft, formula);
        written.filter(version -> version.change() != Change.UNCHANGED)
                .ifPresent(_ -> feedFormula(formula, known.isPresent()));
        return written;
    }

    private Optional<ImportedVersion> write(FormulaDraft draft, Formula formula) {
        Optional<FormulaVersion> known =
                formulas().findVersion(formula, draft.versionNo()).map(Versioned::value);
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
            feedVersion(wanted.id());
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
            formulas().replaceDraft(wanted);
            return Change.UPDATED;
        }
        formulas().insertVersion(wanted);
        return Change.CREATED;
    }

    private void approve(FormulaDraft draft, FormulaVersion version, String by) {
        formulas().approve(version.id(), by, here.now());
        here.tables()
                .audit()
                .append(
                        here.now(),
                        "formula_version_approved",
                        by,
                        Json.object()
                                .put("formulaCode", draft.code())
                                .put("versionNo", draft.versionNo())
                                .put("formulaVersionId", version.id()));
    }

    private FormulaVersion version(
            FormulaDraft draft, Formula formula, Optional<FormulaVersion> known) {
        return new FormulaVersion(
                known.map(FormulaVersion::id).orElseGet(ids),
                formula.id(),
                draft.versionNo(),
                known.map(FormulaVersion::status).orElse(VersionStatus.DRAFT),
                draft.effectiveFrom()
                        .or(() -> known.map(FormulaVersion::effectiveFrom))
                        .orElse(here.today()),
                draft.base(),
                draft.lines().stream().map(this::line).toList());
    }

    private FormulaLine line(DraftLine line) {
        Ingredient ingredient =
                Objects.requireNonNull(ingredients.get(line.ingredientCode()), "gathered before");
        return new FormulaLine(
                line.sequence(), ingredient.id(), line.targetG(), line.lower(), line.upper());
    }

    /// Compared as it is sent: a tolerance in percent and the same one in grams are the same.
    private static boolean sameContent(FormulaVersion left, FormulaVersion right) {
        return WireFormulaVersion.of(left).equals(WireFormulaVersion.of(right));
    }

    private void feedVersion(String id) {
        var row = formulas().findVersion(id).orElseThrow();
        here.append(
                EntityType.FORMULA_VERSIONS,
                id,
                row.version(),
                Json.write(WireFormulaVersion.of(row.value())));
    }

    private void feedFormula(Formula formula, boolean known) {
        if (known) {
            formulas().touch(formula);
        }
        var row = formulas().find(formula.id(), here.today()).orElseThrow();
        here.append(
                EntityType.FORMULAS,
                formula.id(),
                row.version(),
                Json.write(WireForms.of(row.value())));
    }

    private FormulaTable formulas() {
        return here.tables().formulas();
    }
}

package io.prepstation.hub.dashboard;

import io.prepstation.hub.dashboard.FormulaDetail.Line;
import io.prepstation.hub.dashboard.FormulaDetail.Version;
import io.prepstation.hub.formula.FormulaApproval;
import io.prepstation.hub.formula.FormulaImport;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.LabFormula;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.catalogue.ImportResult;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.Permission;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Formulas: their versions, drafts from a file, and approval by four eyes.
final class FormulaPages {

    private final HubDatabase database;
    private final FormulaImport formulaImport;
    private final FormulaApproval approval;
    private final InstantSource clock;
    private final Views views;

    FormulaPages(Dashboard.Parts parts, Views views) {
        this.database = parts.database();
        this.formulaImport = parts.formulaImport();
        this.approval = parts.approval();
        this.clock = parts.clock();
        this.views = views;
    }

    void into(Map<Page, Deed> deeds) {
        deeds.put(Page.FORMULAS, visit -> list(visit, ""));
        deeds.put(Page.FORMULA, visit -> detail(visit, visit.id(), ""));
        deeds.put(Page.IMPORT, this::importDrafts);
        deeds.put(Page.APPROVE, this::approve);
    }

    private Reply list(Visit visit, String notice) throws StoreException {
        List<FormulaRow> rows = database.read(tables -> rows(tables, visit));
        return views.page(
                visit,
                "formulas",
                "Formulas",
                notice,
                Map.of(
                        "rows",
                        rows,
                        "edits",
                        visit.person().may(Permission.EDIT_FORMULAS),
                        "labs",
                        database.read(tables -> Reach.of(tables, visit.person()).sortedLabIds())));
    }

    private List<FormulaRow> rows(Tables tables, Visit visit) {
        Reach reach = Reach.of(tables, visit.person());
        List<FormulaRow> rows = new ArrayList<>();
        for (String labId : reach.sortedLabIds()) {
            List<LabFormula> formulas = new ArrayList<>();
            tables.formulas().eachOfLab(labId, today(reach, labId), it -> formulas.add(it.value()));
            formulas.forEach(formula -> rows.add(row(tables, formula)));
        }
        rows.sort(
                Comparator.comparing(FormulaRow::waiting)
                        .reversed()
                        .thenComparing(FormulaRow::code));
        return rows;
    }

    private LocalDate today(Reach reach, String labId) {
        return clock.instant().atZone(reach.lab(labId).timeZone()).toLocalDate();
    }

    private static FormulaRow row(Tables tables, LabFormula formula) {
        List<FormulaVersion> versions =
                tables.formulas().versionsOf(formula.formula()).stream()
                        .map(Versioned::value)
                        .toList();
        Optional<FormulaVersion> current = current(formula, versions);
        List<FormulaVersion> drafts =
                versions.stream()
                        .filter(version -> version.status() == VersionStatus.DRAFT)
                        .toList();
        FormulaVersion shown = current.orElseGet(versions::getLast);
        return new FormulaRow(
                drafts.isEmpty() ? shown.id() : drafts.getLast().id(),
                formula.formula().code(),
                formula.formula().name(),
                current.map(version -> Integer.toString(version.versionNo())).orElse("–"),
                current.map(version -> version.effectiveFrom().toString()).orElse("–"),
                shown.lines().size(),
                versions.size(),
                !drafts.isEmpty());
    }

    private static Optional<FormulaVersion> current(
            LabFormula formula, List<FormulaVersion> versions) {
        return versions.stream()
                .filter(version -> version.id().equals(formula.currentVersionId()))
                .findFirst();
    }

    private Reply detail(Visit visit, String versionId, String notice) throws StoreException {
        Optional<FormulaDetail> detail = database.read(tables -> detail(tables, visit, versionId));
        return detail.isEmpty()
                ? views.missing()
                : views.page(
                        visit,
                        "formula",
                        detail.get().code() + " " + detail.get().name(),
                        notice,
                        Map.of("detail", detail.get()));
    }

    private Optional<FormulaDetail> detail(Tables tables, Visit visit, String versionId) {
        Reach reach = Reach.of(tables, visit.person());
        return tables.formulas()
                .labOfVersion(versionId)
                .filter(reach::sees)
                .map(labId -> detail(tables, visit, versionId, today(reach, labId)));
    }

    private static FormulaDetail detail(
            Tables tables, Visit visit, String versionId, LocalDate today) {
        FormulaVersion version = tables.formulas().findVersion(versionId).orElseThrow().value();
        LabFormula formula =
                tables.formulas().find(version.formulaId(), today).orElseThrow().value();
        List<FormulaVersion> versions =
                tables.formulas().versionsOf(formula.formula()).stream()
                        .map(Versioned::value)
                        .toList();
        String author = tables.formulas().authorOf(versionId).orElse("");
        boolean draft = version.status() == VersionStatus.DRAFT;
        boolean own = author.equals(visit.personId());
        Map<String, String> before =
                current(formula, versions)
                        .filter(it -> !it.id().equals(versionId))
                        .map(FormulaPages::amounts)
                        .orElse(Map.of());
        return new FormulaDetail(
                versionId,
                formula.formula().code(),
                formula.formula().name(),
                version.versionNo(),
                version.status().word(),
                author.isEmpty() ? "command line" : author,
                version.effectiveFrom().toString(),
                version.base().value().toPlainString() + " " + version.base().unit().symbol(),
                version.lines().stream().map(line -> line(tables, line, before)).toList(),
                versions.stream()
                        .map(it ->
                                new Version(
                                        it.id(),
                                        it.versionNo(),
                                        it.status().word(),
                                        it.effectiveFrom().toString(),
                                        it.id().equals(formula.currentVersionId())))
                        .sorted(Comparator.comparingInt(Version::number).reversed())
                        .toList(),
                !before.isEmpty(),
                draft && !own && visit.person().may(Permission.APPROVE_FORMULAS),
                draft && own);
    }

    private static Map<String, String> amounts(FormulaVersion version) {
        return version.lines().stream()
                .collect(
                        Collectors.toMap(
                                FormulaLine::ingredientId,
                                line -> line.targetG().toPlainString(),
                                (one, other) -> one + ", " + other));
    }

    private static Line line(Tables tables, FormulaLine line, Map<String, String> before) {
        Ingredient ingredient =
                tables.ingredients().find(line.ingredientId()).orElseThrow().value();
        String target = line.targetG().toPlainString();
        String old = before.getOrDefault(line.ingredientId(), "new");
        return new Line(
                line.sequence(),
                ingredient.code(),
                ingredient.name(),
                target,
                "− "
                        + line.lower().gramsFor(line.targetG()).toPlainString()
                        + " / + "
                        + line.upper().gramsFor(line.targetG()).toPlainString(),
                before.isEmpty() ? "" : old,
                !before.isEmpty() && !old.equals(target));
    }

    private Reply importDrafts(Visit visit) throws StoreException {
        String lab = visit.field("lab");
        if (!visit.person().belongsTo(lab)) {
            return views.missing();
        }
        ImportResult result =
                formulaImport.run(
                        lab,
                        new ImportFiles(
                                new TextFile("formulas.csv", visit.field("csv")), Optional.empty()),
                        Optional.empty(),
                        Optional.of(visit.personId()));
        return list(
                visit,
                switch (result) {
                    case ImportResult.Imported(var versions) ->
                            versions.size()
                                    + (versions.size() == 1 ? " version is" : " versions are")
                                    + " waiting for approval by somebody else.";
                    case ImportResult.Refused(var problems) ->
                            "Nothing was taken. "
                                    + problems.stream()
                                            .map(Object::toString)
                                            .collect(Collectors.joining("; "));
                });
    }

    private Reply approve(Visit visit) throws StoreException {
        String refused =
                approval.approve(visit.id(), visit.person())
                        .orElse("Approved: stations weigh it after their next sync.");
        return detail(visit, visit.id(), refused);
    }
}

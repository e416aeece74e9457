package io.prepstation.model.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.catalogue.HazardFile.Labelled;
import io.prepstation.model.catalogue.ImportResult.Imported;
import io.prepstation.model.catalogue.ImportResult.ImportedVersion;
import io.prepstation.model.record.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Files that were read without a problem, ready to be brought into a catalogue: as drafts, or approved by somebody who
/// is named; everything or, if there is any problem, nothing.
public final class CatalogueImport {

    private final String file;
    private final List<FormulaDraft> drafts;
    private final Map<String, Labelled> hazards;
    private final List<FileProblem> problems;

    private CatalogueImport(
            String file,
            List<FormulaDraft> drafts,
            Map<String, Labelled> hazards,
            List<FileProblem> problems) {
        this.file = file;
        this.drafts = drafts;
        this.hazards = hazards;
        this.problems = problems;
    }

    /// @throws ImportRefused with every problem of the files themselves
    public static CatalogueImport read(ImportFiles files) throws ImportRefused {
        List<FileProblem> problems = new ArrayList<>();
        String file = files.formulas().name();
        List<FormulaDraft> drafts = FormulaFile.read(file, files.formulas().text(), problems);
        Map<String, Labelled> hazards =
                files.hazards()
                        .map(found -> HazardFile.read(found.name(), found.text(), problems))
                        .orElse(Map.of());
        requireNone(problems);
        return new CatalogueImport(file, drafts, hazards, problems);
    }

    /// Writes everything; once, since what was read collects its problems.
    ///
    /// @param approver who approves; empty for drafts
    /// @throws ImportRefused with every problem; the caller takes back what was written so far
    public Imported into(Catalogue catalogue, Optional<String> approver) throws ImportRefused {
        approver.flatMap(catalogue::approverFault)
                .ifPresent(fault -> problems.add(new FileProblem(file, "the file", "", fault)));
        IngredientImport ingredients = new IngredientImport(catalogue);
        ingredients.gather(drafts, hazards);
        requireNone(problems);
        List<ImportedVersion> versions =
                new VersionImport(catalogue, ingredients.write(), approver).write(drafts);
        requireNone(problems);
        note(catalogue, approver, versions);
        return new Imported(versions);
    }

    private void note(
            Catalogue catalogue, Optional<String> approver, List<ImportedVersion> versions) {
        ObjectNode details = Json.object().put("file", file);
        ArrayNode list = details.putArray("versions");
        versions.forEach(version ->
                list.addObject()
                        .put("formulaCode", version.code())
                        .put("versionNo", version.versionNo())
                        .put("change", version.change().name().toLowerCase(Locale.ROOT)));
        catalogue.note("formulas_imported", approver, details);
    }

    private static void requireNone(List<FileProblem> problems) throws ImportRefused {
        if (!problems.isEmpty()) {
            throw new ImportRefused(problems);
        }
    }
}

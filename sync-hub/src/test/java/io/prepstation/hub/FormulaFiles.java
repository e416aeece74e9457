package io.prepstation.hub;

import io.prepstation.hub.store.StoreException;
import io.prepstation.model.catalogue.FileProblem;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.catalogue.ImportResult;
import java.util.List;
import java.util.Optional;

/// Small formula files.
final class FormulaFiles {

    static final String HEADER =
            "formula_code,formula_name,version,base_amount,base_unit,sequence,ingredient_code,"
                    + "ingredient_name,cas_number,target_g,tolerance_lower_g,tolerance_upper_g\n";

    static final String SALT =
            HEADER + "F1,Saline,1,1,L,1,I1,Sodium chloride,7647-14-5,9,0.1,0.1\n";

    static final String PBS_FROM_TOMORROW =
            HEADER.replace("version,", "version,effective_from,")
                    + "F1,Saline,1,2026-11-21,1,L,1,I1,Sodium chloride,7647-14-5,9,0.1,0.1\n";

    private FormulaFiles() {}

    static ImportResult importCsv(RunningHub hub, String csv, Optional<String> approver)
            throws StoreException {
        return run(hub, new ImportFiles(new TextFile("f.csv", csv), Optional.empty()), approver);
    }

    static ImportResult run(RunningHub hub, ImportFiles files, Optional<String> approver)
            throws StoreException {
        try (Administration administration = hub.administration()) {
            return administration.formulaImport().run(RunningHub.LAB, files, approver);
        }
    }

    /// The problems as people read them.
    static List<String> problems(ImportResult result) {
        return switch (result) {
            case ImportResult.Imported imported -> throw new AssertionError(imported);
            case ImportResult.Refused(var problems) ->
                    problems.stream().map(FileProblem::toString).toList();
        };
    }
}

package io.prepstation.model.catalogue;

import io.prepstation.model.formula.VersionStatus;
import java.util.List;

/// What became of an import: all of it, or nothing.
public sealed interface ImportResult {

    record Imported(List<ImportedVersion> versions) implements ImportResult {}

    record Refused(List<FileProblem> problems) implements ImportResult {}

    /// @param change what the import did with it
    record ImportedVersion(String code, int versionNo, VersionStatus status, Change change) {}

    /// What an import does with a version.
    enum Change {
        CREATED,
        UPDATED,
        APPROVED,
        UNCHANGED
    }
}

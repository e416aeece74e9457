package io.prepstation.model.catalogue;

import io.prepstation.model.formula.Amount;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A formula version as a file brings it.
///
/// @param cells of its first line, to name the place of a problem
/// @param effectiveFrom empty: from the day of the import
record FormulaDraft(
        Cells cells,
        String code,
        String name,
        int versionNo,
        Optional<LocalDate> effectiveFrom,
        Amount base,
        List<DraftLine> lines) {}

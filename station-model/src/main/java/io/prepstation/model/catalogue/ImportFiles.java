package io.prepstation.model.catalogue;

import java.util.Optional;

/// The files of one import, read whole.
///
/// @param formulas CSV or JSON, by the ending of its name
/// @param hazards CSV
public record ImportFiles(TextFile formulas, Optional<TextFile> hazards) {

    /// @param name as problems are to name it
    public record TextFile(String name, String text) {}
}

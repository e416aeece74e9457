package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.store.Edit;

/// What became of a [MaterialEdit].
public sealed interface MaterialAnswer {

    /// It is on the disk, with the operation for the hub.
    ///
    /// @param id as it is known now; of what was deleted, as it was
    record Saved(MaterialEdit edit, String id) implements MaterialAnswer {}

    /// A rule forbids it, and nothing was written.
    ///
    /// @param message the store's own sentence, where there is no better one
    record Refused(Edit.Code code, String message) implements MaterialAnswer {}

    /// The disk or the file refused.
    record NotSaved(String message) implements MaterialAnswer {}
}

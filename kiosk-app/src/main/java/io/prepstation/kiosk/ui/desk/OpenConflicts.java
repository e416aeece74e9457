package io.prepstation.kiosk.ui.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that wait for a choice, the newest first.
///
/// @param lastDecided the conflict that was decided last and can be undone; null if there is none
public record OpenConflicts(List<OpenConflict> open, @Nullable String lastDecided) {

    public static final OpenConflicts NONE = new OpenConflicts(List.of(), null);

    public OpenConflicts {
        open = List.copyOf(open);
    }
}

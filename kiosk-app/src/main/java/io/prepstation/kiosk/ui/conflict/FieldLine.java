package io.prepstation.kiosk.ui.conflict;

import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import org.jspecify.annotations.Nullable;

/// One field of a conflict in words, with what is chosen for it.
///
/// @param chosen null while somebody still has to choose
/// @param selected whether the keyboard stands on it
public record FieldLine(
        String field,
        String before,
        String here,
        String hub,
        @Nullable Side chosen,
        boolean selected) {

    /// What the field will say.
    public String result() {
        return chosen == null ? "" : chosen == Side.HERE ? here : hub;
    }
}

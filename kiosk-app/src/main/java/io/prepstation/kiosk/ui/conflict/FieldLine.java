package io.prepstation.kiosk.ui.conflict;

import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import org.jspecify.annotations.Nullable;

/// One field of a conflict in words, with what is chosen for it, or one entry of a field that has several.
///
/// @param place the field's number
/// @param fold whether its entries are shown
/// @param chosen null while somebody still has to choose
/// @param selected whether the keyboard stands on it
public record FieldLine(
        int place,
        Fold fold,
        String field,
        String before,
        Value here,
        Value hub,
        @Nullable Side chosen,
        boolean selected) {

    /// What a side did to what was there before.
    public enum Mark {
        SAME,
        ADDED,
        REMOVED,
        CHANGED;

        /// Empty texts are nothing.
        static Mark of(String before, String now) {
            if (before.equals(now)) {
                return SAME;
            }
            return before.isEmpty() ? ADDED : now.isEmpty() ? REMOVED : CHANGED;
        }
    }

    /// What a side says.
    public record Value(String text, Mark mark) {}

    /// Whether there is something inside.
    public enum Fold {
        NONE,
        SHUT,
        OPEN,
        /// It is an entry itself.
        ENTRY
    }

    /// What the field will say.
    public String result() {
        return chosen == null ? "" : (chosen == Side.HERE ? here : hub).text();
    }
}

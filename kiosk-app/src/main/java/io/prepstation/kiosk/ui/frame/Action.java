package io.prepstation.kiosk.ui.frame;

import io.prepstation.kiosk.ui.look.Icon;

/// One button of the footer.
///
/// @param enabled a disabled action keeps its place
/// @param urged whether it is what to do next; a main action that is not urged stands back
public record Action(String text, Icon icon, boolean enabled, boolean urged, Runnable tap) {

    public Action(String text, Icon icon, boolean enabled, Runnable tap) {
        this(text, icon, enabled, true, tap);
    }

    public Action(String text, Icon icon, Runnable tap) {
        this(text, icon, true, tap);
    }
}

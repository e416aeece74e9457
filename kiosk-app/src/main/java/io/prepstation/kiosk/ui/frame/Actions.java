package io.prepstation.kiosk.ui.frame;

import org.jspecify.annotations.Nullable;

/// The footer of a screen: back on the left, the one main action on the right, a second one between them.
public record Actions(@Nullable Action back, @Nullable Action middle, @Nullable Action main) {

    public static final Actions NONE = new Actions(null, null, null);

    /// Whether there is anything to press.
    boolean any() {
        return back != null || middle != null || main != null;
    }
}

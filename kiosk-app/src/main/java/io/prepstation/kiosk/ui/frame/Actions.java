package io.prepstation.kiosk.ui.frame;

import org.jspecify.annotations.Nullable;

/// The footer of a screen: back on the left, the one main action on the right, others between them.
///
/// @param extra beside `middle`, for what is rarely wanted
public record Actions(
        @Nullable Action back,
        @Nullable Action extra,
        @Nullable Action middle,
        @Nullable Action main) {

    public static final Actions NONE = new Actions(null, null, null);

    public Actions(@Nullable Action back, @Nullable Action middle, @Nullable Action main) {
        this(back, null, middle, main);
    }

    /// Whether there is anything to press.
    boolean any() {
        return back != null || extra != null || middle != null || main != null;
    }
}

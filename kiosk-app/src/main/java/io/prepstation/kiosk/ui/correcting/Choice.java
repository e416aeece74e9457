package io.prepstation.kiosk.ui.correcting;

/// One way out of an overshoot.
///
/// @param consequence the resulting amounts, or why this way is closed
record Choice(Way way, String title, String consequence, boolean open) {

    enum Way {
        REMOVE,
        RESCALE,
        REJECT,
        OVERRIDE
    }
}

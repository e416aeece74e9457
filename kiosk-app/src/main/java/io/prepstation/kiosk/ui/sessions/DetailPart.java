package io.prepstation.kiosk.ui.sessions;

/// What of a session is on the screen.
public enum DetailPart {
    /// What was weighed, and what happened besides.
    RECORD,
    /// How each weight came to be.
    POURS,
    /// The photos, a line each.
    PHOTOS,
    /// One of them.
    PHOTO
}

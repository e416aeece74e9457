package io.prepstation.kiosk.ui.desk;

/// What became of a photo.
public sealed interface PhotoAnswer {

    String sessionId();

    /// @param photos how many the session has now
    record Kept(String sessionId, int photos) implements PhotoAnswer {}

    /// The camera shows nothing.
    record NoPicture(String sessionId) implements PhotoAnswer {}

    record NotKept(String sessionId, String reason) implements PhotoAnswer {}
}

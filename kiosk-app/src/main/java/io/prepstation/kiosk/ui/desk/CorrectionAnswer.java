package io.prepstation.kiosk.ui.desk;

/// What became of a correction.
public sealed interface CorrectionAnswer {

    String sessionId();

    /// It is signed as a new revision, and waits for the hub.
    record Corrected(String sessionId) implements CorrectionAnswer {}

    /// @param reason in a sentence
    record NotCorrected(String sessionId, String reason) implements CorrectionAnswer {}
}

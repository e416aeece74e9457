package io.prepstation.kiosk.ui.desk;

/// What became of the label of a session.
///
/// @param copy 1 for the first
/// @param detail what to do, if it is not printed
public record LabelState(String sessionId, int copy, Progress progress, String detail) {

    public enum Progress {
        WAITING,
        PRINTED,
        /// Sent, and then nothing was heard.
        UNSURE
    }
}

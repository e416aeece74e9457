package io.prepstation.kiosk.ui.writing;

/// A text that is asked for.
///
/// @param title what it is for
/// @param before what it was
/// @param mayBeEmpty whether nothing is an answer too
public record Question(String title, String before, Form form, boolean mayBeEmpty) {

    /// What is written mostly, and so which keys come first.
    public enum Form {
        /// A capital, then small letters.
        SENTENCE,
        /// Capitals and digits, as on labels.
        CODE,
        DIGITS
    }
}

package io.prepstation.kiosk.ui.desk;

/// What recomputing all records of the lab came to.
public sealed interface VerifyAnswer {

    record Intact(long events, long sessions) implements VerifyAnswer {}

    /// @param record the first one that is not the original
    record Altered(String record, String reason) implements VerifyAnswer {}

    /// Nothing was found out.
    record NotChecked(String reason) implements VerifyAnswer {}
}

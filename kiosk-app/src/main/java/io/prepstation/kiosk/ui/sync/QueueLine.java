package io.prepstation.kiosk.ui.sync;

/// One thing that is not at the hub yet, in words.
///
/// @param needsAPerson whether it will not go up by itself
public record QueueLine(
        String what, String since, String state, String error, boolean needsAPerson) {}

package io.prepstation.kiosk.field;

/// A part of the station that must answer for it to be alive.
@FunctionalInterface
public interface Heart {

    /// Asks the part; it answers from whatever thread does its work, or never.
    void ask(Runnable answer);
}

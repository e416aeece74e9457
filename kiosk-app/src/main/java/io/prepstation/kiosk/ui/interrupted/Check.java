package io.prepstation.kiosk.ui.interrupted;

/// One thing the balance must show before the weighing goes on.
public record Check(Progress progress, String text) {

    public enum Progress {
        DONE,
        CURRENT,
        OPEN
    }
}

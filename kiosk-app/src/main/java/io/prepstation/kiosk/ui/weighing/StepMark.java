package io.prepstation.kiosk.ui.weighing;

/// One step in the strip of all steps; done only once it is committed.
public record StepMark(int number, Progress progress) {

    public enum Progress {
        DONE,
        CURRENT,
        OPEN
    }
}

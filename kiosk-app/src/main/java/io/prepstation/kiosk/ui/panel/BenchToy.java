package io.prepstation.kiosk.ui.panel;

import java.util.List;

/// What the panel offers, group by group.
///
/// @param scan holds a typed code before the camera
public record BenchToy(List<Group> groups, TextAction scan, TextAction pour) {

    public BenchToy {
        groups = List.copyOf(groups);
    }

    /// Buttons that belong together.
    public record Group(String title, List<Button> buttons) {
        public Group {
            buttons = List.copyOf(buttons);
        }
    }

    public record Button(String text, Deed deed) {}

    /// May take its time; runs on a thread of its own. What goes wrong is shown at the panel.
    @FunctionalInterface
    public interface Deed {
        void run() throws ToyFailed, InterruptedException;
    }

    @FunctionalInterface
    public interface TextAction {
        void run(String text) throws ToyFailed, InterruptedException;
    }

    /// A deed that could not be done, with the reason.
    public static final class ToyFailed extends Exception {

        private static final long serialVersionUID = 1;

        public ToyFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

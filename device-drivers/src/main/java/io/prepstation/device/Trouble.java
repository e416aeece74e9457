package io.prepstation.device;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is wrong with a device beside the balance; the application has the words for it, in its languages.
///
/// @param details what the sentence names, in the order of its kind; in nobody's language, or in that of another program
public record Trouble(Kind kind, List<String> details) {

    public enum Kind {
        PAPER_OUT,
        HEAD_OPEN,
        RIBBON_OUT,
        PAUSED,
        MEMORY_FULL,
        HEAD_COLD,
        HEAD_HOT,
        /// The printer's address, and what the network says.
        PRINTER_AWAY,
        /// It has problems behind a label that it took.
        LABEL_IN_PRINTER,
        /// What the network says. It took a label and was not heard again.
        SILENT_AFTER_LABEL,
        /// What the code should say, and what it reads as.
        CODE_UNREADABLE,
        /// What the print service says.
        LABEL_REFUSED,
        /// The command, and what the system says.
        PRINT_SERVICE_AWAY,
        /// The queue, and what the print service says: it does not know the queue, or does not run.
        QUEUE_AWAY,
        /// The queue, and the reason the print service gives. It takes no labels.
        QUEUE_REJECTS,
        /// The queue, and the reason the print service gives. It takes labels and prints none.
        QUEUE_STOPPED,
        /// The label's session is not in the station's file.
        SESSION_MISSING,
        /// What the board says.
        PINS_AWAY,
        /// What the board says.
        PINS_BROKE,
        /// What the system says.
        PORT_NOT_FOUND,
        /// What the system says.
        PORT_REFUSED,
        /// What the system says.
        PORT_BROKE
    }

    public Trouble {
        details = List.copyOf(details);
    }

    /// @param details a message that an exception does not have is an empty one
    public static Trouble of(Kind kind, @Nullable String... details) {
        return new Trouble(
                kind,
                Arrays.stream(details).map(text -> Objects.requireNonNullElse(text, "")).toList());
    }

    /// For logs and records: `PRINTER_AWAY 10.0.0.7:9100, Connection refused`.
    @Override
    public String toString() {
        return details.isEmpty() ? kind.name() : kind + " " + String.join(", ", details);
    }
}

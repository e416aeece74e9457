package io.prepstation.device.printer;

import io.prepstation.device.Trouble;
import java.util.List;

/// What became of a label.
public sealed interface PrintResult {

    /// The printer took all of it and was ready afterwards.
    record Printed() implements PrintResult {}

    /// Nothing was sent.
    record NotPrinted(List<Trouble> troubles) implements PrintResult {

        public NotPrinted {
            troubles = List.copyOf(troubles);
        }

        public NotPrinted(Trouble trouble) {
            this(List.of(trouble));
        }
    }

    /// It was sent, and then nothing was heard: only a look at the printer tells. Sending it again could make two.
    record Unsure(List<Trouble> troubles) implements PrintResult {

        public Unsure {
            troubles = List.copyOf(troubles);
        }
    }
}

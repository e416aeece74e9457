package io.prepstation.device.printer;

/// What became of a label.
public sealed interface PrintResult {

    /// The printer took all of it and was ready afterwards.
    record Printed() implements PrintResult {}

    /// Nothing was sent.
    ///
    /// @param detail what is wrong and what to do
    record NotPrinted(String detail) implements PrintResult {}

    /// It was sent, and then nothing was heard: only a look at the printer tells. Sending it again could make two.
    record Unsure(String detail) implements PrintResult {}
}

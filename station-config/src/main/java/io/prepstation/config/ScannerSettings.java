package io.prepstation.config;

import io.prepstation.config.ValueTypes.Choice;
import io.prepstation.config.ValueTypes.Open;
import io.prepstation.config.ValueTypes.Span;
import io.prepstation.config.ValueTypes.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A hand scanner: on a serial line, or typing like a keyboard.
///
/// @param port null if none is on a serial line
/// @param prefix what a typing scanner types before each code
/// @param suffix what it types after each code, before Enter or Tab
/// @param longestGap between two keys of a typing scanner
public record ScannerSettings(
        @Nullable String port,
        int baud,
        Terminator terminator,
        String prefix,
        String suffix,
        Duration longestGap) {

    /// What ends a code on the serial line.
    public enum Terminator {
        CR,
        LF
    }

    private static final Key<Optional<String>> PORT =
            Key.of(
                    "scanner.port",
                    new Open<>(new Text("a port like /dev/serial/by-id/…")),
                    "The port of a scanner on a serial line (USB CDC or RS-232), by path or as usb:….");
    private static final Key<Integer> BAUD =
            Key.of(
                    "scanner.baud",
                    Choice.of(1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200),
                    "The scanner's bits a second; 8 data bits, no parity, one stop bit.");
    private static final Key<Terminator> TERMINATOR =
            Key.of(
                    "scanner.terminator",
                    Choice.of(Terminator.values()),
                    "What ends a code on the serial line; \"cr\" also takes CR LF.");
    private static final Key<Optional<String>> PREFIX =
            Key.of(
                    "scanner.prefix",
                    new Open<>(new Text("a text")),
                    "What a scanner that types like a keyboard types before each code.");
    private static final Key<Optional<String>> SUFFIX =
            Key.of(
                    "scanner.suffix",
                    new Open<>(new Text("a text")),
                    "What it types after each code, before Enter or Tab if it types one; no code may hold it.");
    private static final Key<Duration> LONGEST_GAP =
            Key.of(
                    "scanner.longest_gap",
                    new Span(Duration.ofMillis(10), Duration.ofMillis(200)),
                    "Keys that come slower are fingers, not a scanner.");

    static final Section SECTION =
            new Section(
                    "scanner",
                    "A hand scanner, on a serial line or typing like a keyboard.",
                    List.of(PORT, BAUD, TERMINATOR, PREFIX, SUFFIX, LONGEST_GAP),
                    List.of());

    static ScannerSettings from(Values values) {
        return new ScannerSettings(
                values.get(PORT).orElse(null),
                values.get(BAUD),
                values.get(TERMINATOR),
                values.get(PREFIX).orElse(""),
                values.get(SUFFIX).orElse(""),
                values.get(LONGEST_GAP));
    }
}

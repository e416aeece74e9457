package io.prepstation.config;

import io.prepstation.config.ValueTypes.Choice;
import io.prepstation.config.ValueTypes.Open;
import io.prepstation.config.ValueTypes.Text;
import io.prepstation.config.ValueTypes.TextList;
import io.prepstation.config.ValueTypes.Whole;
import java.util.List;
import java.util.Optional;

/// What prints the labels.
///
/// @param host of a ZPL printer; empty for other kinds
/// @param queue of the print service; empty for other kinds
/// @param command what hands a document to the print service
/// @param statusCommand what tells how a queue of the print service is
public record PrinterSettings(
        Kind kind,
        String host,
        int port,
        int dotsPerMm,
        String queue,
        List<String> command,
        List<String> statusCommand,
        int widthMm,
        int heightMm) {

    public PrinterSettings {
        command = List.copyOf(command);
        statusCommand = List.copyOf(statusCommand);
    }

    /// How labels reach the printer.
    public enum Kind {
        NONE,
        ZPL,
        CUPS
    }

    private static final Key<Kind> KIND =
            Key.of(
                    "printer.kind",
                    Choice.of(Kind.values()),
                    "How labels reach the printer: ZPL over the network, the system's print service"
                            + " (CUPS), or not at all.");
    private static final Key<Optional<String>> HOST =
            Key.of(
                    "printer.host",
                    new Open<>(new Text("a name or address")),
                    "The printer in the network, for kind \"zpl\".");
    private static final Key<Integer> PORT =
            Key.of("printer.port", new Whole(1, 65_535), "Its port; raw printing is 9100.");
    private static final Key<Integer> DOTS_PER_MM =
            Key.of(
                    "printer.dots_per_mm",
                    Choice.of(6, 8, 12, 24),
                    "How fine a ZPL printer prints: 8 is 203 dpi, 12 is 300 dpi.");
    private static final Key<Optional<String>> QUEUE =
            Key.of(
                    "printer.queue",
                    new Open<>(new Text("a name")),
                    "The print service's queue, for kind \"cups\".");
    private static final Key<List<String>> COMMAND =
            Key.of(
                    "printer.command",
                    new TextList("a list of texts: the program, then its arguments"),
                    "What hands a document on its standard input to the print service.");
    private static final Key<List<String>> STATUS_COMMAND =
            Key.of(
                    "printer.status_command",
                    new TextList("a list of texts: the program, then its arguments"),
                    "What tells how the print service's queue is, as \"lpstat\" does.");
    private static final Key<Integer> WIDTH =
            Key.of("printer.label_width_mm", new Whole(30, 200), "How wide a label is.");
    private static final Key<Integer> HEIGHT =
            Key.of("printer.label_height_mm", new Whole(20, 200), "How high a label is.");

    static final Section SECTION =
            new Section(
                    "printer",
                    "What prints the labels.",
                    List.of(
                            KIND,
                            HOST,
                            PORT,
                            DOTS_PER_MM,
                            QUEUE,
                            COMMAND,
                            STATUS_COMMAND,
                            WIDTH,
                            HEIGHT),
                    List.of(
                            new Section.Check(
                                    HOST,
                                    values ->
                                            values.get(KIND) != Kind.ZPL
                                                    || values.get(HOST).isPresent(),
                                    "a name or address, because printer.kind is \"zpl\"",
                                    "\"\""),
                            new Section.Check(
                                    QUEUE,
                                    values ->
                                            values.get(KIND) != Kind.CUPS
                                                    || values.get(QUEUE).isPresent(),
                                    "a name, because printer.kind is \"cups\"",
                                    "\"\""),
                            new Section.Check(
                                    COMMAND,
                                    values ->
                                            values.get(KIND) != Kind.CUPS
                                                    || !values.get(COMMAND).isEmpty(),
                                    "a program, because printer.kind is \"cups\"",
                                    "an empty list"),
                            new Section.Check(
                                    STATUS_COMMAND,
                                    values ->
                                            values.get(KIND) != Kind.CUPS
                                                    || !values.get(STATUS_COMMAND).isEmpty(),
                                    "a program, because printer.kind is \"cups\"",
                                    "an empty list")));

    static PrinterSettings from(Values values) {
        return new PrinterSettings(
                values.get(KIND),
                values.get(HOST).orElse(""),
                values.get(PORT),
                values.get(DOTS_PER_MM),
                values.get(QUEUE).orElse(""),
                values.get(COMMAND),
                values.get(STATUS_COMMAND),
                values.get(WIDTH),
                values.get(HEIGHT));
    }
}

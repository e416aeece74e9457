package io.prepstation.kiosk.command;

import io.prepstation.config.PrinterSettings;
import io.prepstation.device.printer.UnreadableCode;
import io.prepstation.device.printer.ZplLabel;
import io.prepstation.kiosk.label.SessionLabel;
import io.prepstation.kiosk.report.LabelPdf;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Writes the label of a completed preparation to a file.
@Command(
        name = "label",
        description = {
            "Writes the label of a completed preparation to a file: .png and .pdf as the print service gets it, .zpl as a ZPL"
                    + " printer gets it. Nothing is printed.",
            "Like a label on paper it is only made if its code can be read back."
        })
final class LabelCommand implements Callable<Integer> {

    @ParentCommand SessionsCommand sessions;

    @Parameters(index = "0", paramLabel = "ID")
    String id;

    @Parameters(index = "1", paramLabel = "FILE", description = "ends in .png, .pdf or .zpl")
    Path file;

    @Option(
            names = "--copy",
            paramLabel = "N",
            defaultValue = "1",
            description = "which copy the label says it is (default: 1, which says nothing)")
    int copy;

    @Override
    public Integer call() throws StoreException, IOException {
        PrinterSettings printer = sessions.station.options.configuration().config().printer();
        LabelLayout layout =
                new SessionLabel(printer.widthMm(), printer.heightMm()).of(completed(), copy);
        Files.write(file, bytes(layout, printer.dotsPerMm()));
        return ExitCode.OK;
    }

    private byte[] bytes(LabelLayout layout, int dotsPerMm) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".png")) {
                return LabelPdf.png(layout);
            }
            if (name.endsWith(".pdf")) {
                return new LabelPdf().pdf(layout);
            }
            if (name.endsWith(".zpl")) {
                return ZplLabel.of(layout, dotsPerMm).bytes();
            }
        } catch (UnreadableCode unreadable) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND,
                    unreadable.getMessage()
                            + ": set a larger label (printer.label_width_mm, printer.label_height_mm)");
        }
        throw new CommandFailed(
                ExitCode.USAGE, file + ": the file's name has to end in .png, .pdf or .zpl");
    }

    private SessionRecord completed() throws StoreException {
        try (LabDatabase lab = Labs.open(sessions.station.options.data)) {
            SessionRecord record =
                    lab.read(handle -> SessionRepository.find(handle, id))
                            .orElseThrow(() ->
                                    new CommandFailed(
                                            ExitCode.NOT_FOUND,
                                            "preparation " + id + " is not on this station"));
            if (record.session().status() != SessionStatus.COMPLETED) {
                throw new CommandFailed(
                        ExitCode.NOT_FOUND,
                        "preparation "
                                + id
                                + " is not completed: there is no label of something unfinished");
            }
            return record;
        }
    }
}

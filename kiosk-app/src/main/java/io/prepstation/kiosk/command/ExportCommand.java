package io.prepstation.kiosk.command;

import io.prepstation.device.camera.QrSymbol;
import io.prepstation.kiosk.report.RecordLine;
import io.prepstation.kiosk.report.RecordLine.Sum;
import io.prepstation.kiosk.report.SessionsCsv;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.StationKey;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.report.BatchRecord;
import io.prepstation.report.BatchRecordPdf;
import io.prepstation.report.ReportWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Finished preparations for people and other programs. The same database gives the same bytes.
@Command(
        name = "export",
        description = {
            "Every finished preparation, the oldest first:",
            "json: a signed line each and an end line (station verify FILE checks them);",
            "csv: a row for each weighing; pdf: a batch record each, into a folder."
        })
final class ExportCommand implements Callable<Integer> {

    enum Format {
        JSON,
        CSV,
        PDF
    }

    @ParentCommand SessionsCommand sessions;

    @Spec CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "json",
            description = "json, csv or pdf (default: json)")
    Format format = Format.JSON;

    @Option(names = "--session", paramLabel = "ID", description = "only this preparation")
    @Nullable String session;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "where the PDFs go (default: the working directory)")
    Path folder = Path.of(".");

    @Option(
            names = "--language",
            paramLabel = "L",
            description = "en, de or zh, for the PDFs (default: the station's)")
    @Nullable String language;

    private int exported;

    @Override
    public Integer call() throws StoreException, IOException {
        Path data = sessions.station.options.data;
        try (LabDatabase lab = Labs.open(data)) {
            switch (format) {
                case JSON -> json(lab, new RecordLine(StationKey.open(data).pair()));
                case CSV -> csv(lab);
                case PDF -> pdf(lab);
            }
        } catch (UncheckedIOException e) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND, "the export cannot be written: " + e.getMessage(), e);
        }
        out().flush();
        return exported == 0 ? ExitCode.NOT_FOUND : ExitCode.OK;
    }

    private void json(LabDatabase lab, RecordLine lines) throws StoreException {
        Sum[] sum = {Sum.NONE};
        each(
                lab,
                (text, receipt) -> {
                    String line = lines.of(text.text(), receipt);
                    sum[0] = sum[0].plus(line);
                    out().print(line + "\n");
                });
        out().print(lines.end(sum[0]) + "\n");
    }

    private void csv(LabDatabase lab) throws StoreException, IOException {
        try (SessionsCsv table = new SessionsCsv(out())) {
            each(lab, (text, receipt) -> table.add(record(text, receipt)));
        }
    }

    private void pdf(LabDatabase lab) throws StoreException, IOException {
        Files.createDirectories(folder);
        BatchRecordPdf pdf =
                new BatchRecordPdf(new ReportWords(Locale.of(language())), ExportCommand::modules);
        each(
                lab,
                (text, receipt) -> {
                    Path file = folder.resolve(text.sessionId() + ".pdf");
                    Files.write(file, pdf.of(record(text, receipt)));
                    out().println(file);
                });
    }

    private String language() {
        String wanted =
                language != null
                        ? language
                        : sessions.station
                                .options
                                .configuration()
                                .config()
                                .station()
                                .language()
                                .getLanguage();
        if (!ReportWords.LANGUAGES.contains(wanted)) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "unknown language \"%s\"; known are %s"
                            .formatted(wanted, String.join(", ", ReportWords.LANGUAGES)));
        }
        return wanted;
    }

    @FunctionalInterface
    private interface Exporting {
        void add(FrozenText text, @Nullable Receipt receipt) throws IOException, MalformedJson;
    }

    private void each(LabDatabase lab, Exporting exporting) throws StoreException {
        lab.<@Nullable Void>read(handle -> {
            FrozenText.each(handle, text -> one(handle, text, exporting));
            return null;
        });
    }

    private void one(ReadHandle handle, FrozenText text, Exporting exporting) {
        if (session != null && !session.equals(text.sessionId())) {
            return;
        }
        Optional<Receipt> receipt =
                Outbox.receipt(handle, text.sessionId())
                        .filter(one -> one.contentHash().equals(text.contentHash()));
        try {
            exporting.add(text, receipt.orElse(null));
            exported++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedJson e) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND,
                    "the record of session %s is damaged (%s); run: station verify"
                            .formatted(text.sessionId(), e.getMessage()),
                    e);
        }
    }

    private static BatchRecord record(FrozenText text, @Nullable Receipt receipt)
            throws MalformedJson {
        return BatchRecord.of(
                UploadBundle.parse(text.text().getBytes(StandardCharsets.UTF_8)), receipt);
    }

    private static boolean[][] modules(String text) {
        QrSymbol symbol = QrSymbol.of(text);
        boolean[][] modules = new boolean[symbol.size()][symbol.size()];
        for (int row = 0; row < symbol.size(); row++) {
            for (int column = 0; column < symbol.size(); column++) {
                modules[row][column] = symbol.dark(column, row);
            }
        }
        return modules;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

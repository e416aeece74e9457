package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.proof.FrameJournal;
import io.prepstation.kiosk.proof.FrameJournal.Line;
import io.prepstation.kiosk.proof.FrameTrace;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The balance's own words for what is in the record.
@Command(
        name = "frames",
        description =
                "Prints the frames that recorded weights were read from, a JSON line each, the oldest first.")
final class FramesCommand implements Callable<Integer> {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Option(names = "--session", paramLabel = "ID", description = "only those of one preparation")
    @Nullable String session;

    @Option(
            names = "--check",
            description =
                    "compare with the database instead: a line for each weight whose frame is missing or differs;"
                            + " exit code 1 if there is one")
    boolean check;

    @Override
    public Integer call() throws StoreException {
        try (LabDatabase lab = Labs.open(station.options.data)) {
            FrameJournal journal = FrameJournal.of(station.options.data, lab.lab());
            return check ? check(lab, journal) : print(journal);
        }
    }

    private int print(FrameJournal journal) throws StoreException {
        PrintWriter out = spec.commandLine().getOut();
        List<Line> lines = journal.read();
        for (Line line : lines) {
            switch (line) {
                case Line.Kept(var frame)
                        when session == null || session.equals(frame.sessionId()) ->
                        out.println(Json.write(frame));
                case Line.Kept _ -> {}
                case Line.Damaged(var where) -> out.println(Json.object().put("damaged", where));
            }
        }
        return lines.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
    }

    private int check(LabDatabase lab, FrameJournal journal) throws StoreException {
        PrintWriter out = spec.commandLine().getOut();
        FrameTrace trace = FrameTrace.of(lab, journal, session);
        trace.untraced()
                .forEach(weight ->
                        out.println(
                                Json.object()
                                        .put("sessionId", weight.sessionId())
                                        .put("dispenseId", weight.dispenseId())
                                        .put("frame", weight.known() ? "differs" : "missing")));
        ObjectNode sum =
                Json.object()
                        .put("weights", trace.weights())
                        .put("withoutFrame", trace.untraced().size())
                        .put("damagedLines", trace.damaged());
        out.println(sum);
        return trace.untraced().isEmpty() ? ExitCode.OK : ExitCode.NOT_FOUND;
    }
}

package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/// The station's commands as a shell runs them.
public final class StationShell {

    private StationShell() {}

    public record Outcome(int exitCode, String out, String err) {

        public List<String> lines() {
            return out.lines().toList();
        }

        public ObjectNode json(int line) throws MalformedJson {
            return Json.parseObject(lines().get(line));
        }
    }

    /// In this process; nothing goes to the standard streams.
    public static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                StationCommand.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        int exitCode = commandLine.execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}

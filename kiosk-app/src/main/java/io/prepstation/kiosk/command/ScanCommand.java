package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.QrReader;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Reads the codes on still images.
@Command(
        name = "scan",
        description = "Decodes images, a JSON line each; exit code 1 if any had no code.")
final class ScanCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE")
    List<Path> files;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean all = true;
        for (Path file : files) {
            ObjectNode line = scan(file);
            out.println(line);
            all &= line.has("text");
        }
        return all ? ExitCode.OK : ExitCode.NOT_FOUND;
    }

    private static ObjectNode scan(Path file) {
        ObjectNode line = Json.object().put("file", file.toString());
        try {
            Optional<String> text = new QrReader().readStill(LumaFrame.read(file));
            return text.isPresent()
                    ? line.put("text", text.get())
                    : line.put("error", "no QR code found; is it sharp, whole and not too small?");
        } catch (IOException e) {
            return line.put("error", "cannot be read as an image: " + e.getMessage());
        }
    }
}

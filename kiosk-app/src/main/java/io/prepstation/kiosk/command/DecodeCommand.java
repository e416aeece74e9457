package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.balance.BalanceDecoder;
import io.prepstation.device.balance.BalanceLine;
import io.prepstation.device.balance.BalanceProtocols;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Recorded balance bytes to JSON lines, by the framer and parser of the driver.
@Command(
        name = "decode",
        description = "Turns recorded bytes of a balance into JSON lines, a line a frame.")
final class DecodeCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Option(
            names = "--protocol",
            paramLabel = "P",
            description =
                    "the balance's protocol, such as mt-sics or sartorius-sbi; may be left out where each of --lines"
                            + " has a field \"protocol\"")
    @Nullable String protocol;

    @Option(
            names = "--lines",
            paramLabel = "FILE.jsonl",
            description =
                    "JSON lines with a field \"bytes\" (one character a byte): one result line each")
    @Nullable Path lines;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "raw bytes; standard input if not given")
    @Nullable Path file;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (lines != null) {
                decodeLines(lines, out);
            } else {
                decodeBytes(decoder(protocol, "no --protocol was given"), out);
            }
        } catch (NoSuchFileException e) {
            throw new CommandFailed(ExitCode.NOT_FOUND, "there is no file " + e.getFile(), e);
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND, "cannot read the bytes: " + e.getMessage(), e);
        }
        return ExitCode.OK;
    }

    private void decodeBytes(BalanceDecoder decoder, PrintWriter out) throws IOException {
        try (InputStream bytes =
                file == null ? System.in : new BufferedInputStream(Files.newInputStream(file))) {
            decoder.decode(bytes, line -> print(line, out));
        }
    }

    private void decodeLines(Path lines, PrintWriter out) throws IOException {
        int number = 0;
        for (String line : Files.readAllLines(lines)) {
            number++;
            ObjectNode recorded = recorded(line, number);
            String spoken = protocol == null ? recorded.path("protocol").textValue() : protocol;
            String missing = "line " + number + ": no text field \"protocol\", and no --protocol";
            print(decoder(spoken, missing).first(recorded.path("bytes").asText()), out);
        }
    }

    private static BalanceDecoder decoder(@Nullable String protocol, String missing) {
        if (protocol == null) {
            throw new CommandFailed(
                    ExitCode.USAGE, missing + "; known are " + BalanceProtocols.names());
        }
        return new BalanceDecoder(
                BalanceProtocols.named(protocol)
                        .orElseThrow(() ->
                                new CommandFailed(
                                        ExitCode.USAGE,
                                        "unknown protocol \""
                                                + protocol
                                                + "\"; known are "
                                                + BalanceProtocols.names())));
    }

    private static ObjectNode recorded(String line, int number) {
        try {
            ObjectNode recorded = Json.parseObject(line);
            if (!recorded.path("bytes").isTextual()) {
                throw new CommandFailed(
                        ExitCode.USAGE, "line " + number + ": no text field \"bytes\"");
            }
            return recorded;
        } catch (MalformedJson e) {
            throw new CommandFailed(ExitCode.USAGE, "line " + number + ": " + e.getMessage(), e);
        }
    }

    static ObjectNode json(BalanceLine line) {
        return Json.object()
                .put("kind", line.kind().name().toLowerCase(Locale.ROOT))
                .put("value", line.value())
                .put("unit", line.unit())
                .put("stable", line.stable())
                .put("overload", line.overload())
                .put("underload", line.underload())
                .put("raw", line.raw());
    }

    static void print(BalanceLine line, PrintWriter out) {
        out.println(json(line));
        out.flush();
    }
}

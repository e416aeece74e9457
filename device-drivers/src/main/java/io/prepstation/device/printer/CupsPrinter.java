package io.prepstation.device.printer;

import io.prepstation.device.DeviceStatus;
import io.prepstation.device.DeviceStatus.Offline;
import io.prepstation.device.DeviceStatus.Reason;
import io.prepstation.device.Trouble;
import io.prepstation.device.Trouble.Kind;
import io.prepstation.model.label.LabelLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A printer of the system's print service: the label goes as PDF to `lp`, and what becomes of it then is the service's.
public final class CupsPrinter implements LabelPrinter {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_MESSAGE = 2000;

    private final List<String> command;
    private final List<String> asking;
    private final String queue;
    private final LabelDocument document;
    private final Duration patience;

    /// Makes the pages.
    public interface LabelDocument {

        /// A PDF with one page of the label's size.
        ///
        /// @throws UnreadableCode if a code on it cannot be read back
        byte[] pdf(LabelLayout layout) throws IOException, UnreadableCode;
    }

    /// What a program said and how it ended.
    private record Ended(int code, String said) {

        String firstLine() {
            return said.lines().findFirst().orElse("it says nothing, code " + code);
        }
    }

    /// @param command `lp`, or what stands for it
    /// @param asking `lpstat`, or what stands for it
    public CupsPrinter(
            List<String> command, List<String> asking, String queue, LabelDocument document) {
        this(command, asking, queue, document, PATIENCE);
    }

    /// @param patience until such a program must have ended
    CupsPrinter(
            List<String> command,
            List<String> asking,
            String queue,
            LabelDocument document,
            Duration patience) {
        this.command = List.copyOf(command);
        this.asking = List.copyOf(asking);
        this.queue = queue;
        this.document = document;
        this.patience = patience;
    }

    /// Whether the queue takes labels and prints them, as the print service sees it: not every printer tells it that its
    /// paper is out.
    @Override
    public DeviceStatus status() {
        try {
            Ended ended = run(asking, List.of("-a", queue, "-l", "-p", queue), new byte[0]);
            Optional<QueueStatus> answer = QueueStatus.of(queue, ended.said);
            if (answer.isEmpty()) {
                return new Offline(
                        Reason.NOT_FOUND, Trouble.of(Kind.QUEUE_AWAY, queue, ended.firstLine()));
            }
            return answer.get().ready()
                    ? new DeviceStatus.Online("CUPS queue " + queue)
                    : new Offline(Reason.NOT_READY, answer.get().problems());
        } catch (IOException missing) {
            return new Offline(Reason.NOT_FOUND, missing(asking, missing));
        }
    }

    @Override
    public PrintResult print(LabelLayout layout, String title) {
        try {
            byte[] pdf = document.pdf(layout);
            Ended ended = run(command, List.of("-d", queue, "-t", title, "-"), pdf);
            return ended.code == 0
                    ? new PrintResult.Printed()
                    : new PrintResult.NotPrinted(Trouble.of(Kind.LABEL_REFUSED, ended.firstLine()));
        } catch (IOException missing) {
            return new PrintResult.NotPrinted(missing(command, missing));
        } catch (UnreadableCode unreadable) {
            return new PrintResult.NotPrinted(unreadable.trouble());
        }
    }

    private Ended run(List<String> program, List<String> arguments, byte[] input)
            throws IOException {
        List<String> whole = new ArrayList<>(program);
        whole.addAll(arguments);
        ProcessBuilder run = new ProcessBuilder(whole).redirectErrorStream(true);
        run.environment().put("LC_ALL", "C");
        Process process = run.start();
        Thread.ofVirtual().start(() -> give(input, process));
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
                throw new IOException("it does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            end(process);
            throw new IOException("the station is closing", interrupted);
        }
        byte[] said = process.getInputStream().readNBytes(LONGEST_MESSAGE);
        return new Ended(process.exitValue(), new String(said, StandardCharsets.UTF_8).strip());
    }

    /// Whatever it started ends with it: what still held the pipe would keep the one who writes to it waiting.
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// A program that does not read is given its document on another thread, which waits no longer than the program is there.
    /// A service that does not want the document hangs up; how it ended says why.
    private static void give(byte[] document, Process process) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(document);
        } catch (IOException notWanted) {
            return;
        }
    }

    private static Trouble missing(List<String> program, IOException why) {
        return Trouble.of(Kind.PRINT_SERVICE_AWAY, program.getFirst(), why.getMessage());
    }
}

package io.prepstation.device.printer;

import io.prepstation.device.Trouble;
import io.prepstation.device.Trouble.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What `lpstat -a QUEUE -l -p QUEUE` says of a queue of the print service, in the C locale.
///
/// ```
/// labels accepting requests since Mon 02 Nov 2026 10:11:12 AM UTC
/// printer labels disabled since Mon 02 Nov 2026 10:12:00 AM UTC -
///     The printer is not responding.
///     Alerts: media-empty-error
/// ```
record QueueStatus(List<Trouble> problems) {

    private static final String ALERTS = "Alerts:";

    QueueStatus {
        problems = List.copyOf(problems);
    }

    boolean ready() {
        return problems.isEmpty();
    }

    /// Empty if this is no such answer.
    static Optional<QueueStatus> of(String queue, String said) {
        List<String> lines = said.lines().toList();
        Optional<String> accepts = line(lines, queue + " ", "accepting requests");
        Optional<String> prints = line(lines, "printer " + queue + " ", "");
        if (accepts.isEmpty() || prints.isEmpty()) {
            return Optional.empty();
        }
        List<Trouble> problems = new ArrayList<>();
        if (accepts.get().contains(" not accepting ")) {
            problems.add(Trouble.of(Kind.QUEUE_REJECTS, queue, reasonBelow(accepts.get(), lines)));
        }
        if (prints.get().startsWith("printer " + queue + " disabled")) {
            problems.add(Trouble.of(Kind.QUEUE_STOPPED, queue, reasonBelow(prints.get(), lines)));
        }
        lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(ALERTS))
                .flatMap(line -> Stream.of(line.substring(ALERTS.length()).strip().split("\\s+")))
                .flatMap(alert -> problem(queue, alert).stream())
                .forEach(problems::add);
        return Optional.of(new QueueStatus(problems));
    }

    private static Optional<String> line(List<String> lines, String begin, String part) {
        return lines.stream()
                .filter(line -> line.startsWith(begin) && line.contains(part))
                .findFirst();
    }

    /// What the service gives as the reason stands indented in the next line.
    private static String reasonBelow(String line, List<String> lines) {
        int next = lines.indexOf(line) + 1;
        boolean indented = next < lines.size() && lines.get(next).startsWith("\t");
        return indented ? lines.get(next).strip() : "";
    }

    /// Keywords of the Internet Printing Protocol (RFC 8011, printer-state-reasons), with or without `-error`, `-warning`
    /// or `-report`.
    private static Optional<Trouble> problem(String queue, String alert) {
        String keyword = alert.replaceFirst("-(error|warning|report)$", "");
        return switch (keyword) {
            case "media-empty", "media-needed" -> Optional.of(Trouble.of(Kind.PAPER_OUT));
            case "cover-open", "door-open" -> Optional.of(Trouble.of(Kind.HEAD_OPEN));
            case "offline", "shutdown", "connecting-to-device", "timed-out" ->
                    Optional.of(Trouble.of(Kind.PRINTER_AWAY, queue, alert));
            default -> Optional.empty();
        };
    }
}

package io.prepstation.device.balance;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.balance.BalanceSearch.Question;
import io.prepstation.device.serial.LineFramer;
import io.prepstation.device.serial.LineFramer.Terminator;
import io.prepstation.device.serial.SerialPort;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One opened port during a search: listening and asking by the clock, whatever the protocol.
final class SearchedLine {

    private static final Duration QUIET = Duration.ofMillis(100);
    private static final Duration LONGEST_NOISE = Duration.ofSeconds(1);
    private static final int LONGEST_FRAME = 256;

    private final SerialPort port;
    private final DeviceClock clock;
    private final List<String> unreadable;
    private long bytesHeard;

    /// @param unreadable gets the lines that were answers to nothing
    SearchedLine(SerialPort port, DeviceClock clock, List<String> unreadable) {
        this.port = port;
        this.clock = clock;
        this.unreadable = unreadable;
    }

    String port() {
        return port.path();
    }

    long bytesHeard() {
        return bytesHeard;
    }

    void write(String text) throws DeviceException {
        port.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Whole lines that come unasked; ends early after so many. Bytes that no line ends among are heard, but no lines.
    List<String> listen(Duration longest, int enough) throws DeviceException, InterruptedException {
        List<LineFramer> framers = List.of(framer(Terminator.LF), framer(Terminator.CR));
        framers.forEach(LineFramer::startInMidLine);
        List<String> lines = new ArrayList<>();
        long end = clock.in(longest);
        while (!clock.reached(end) && lines.size() < enough) {
            byte[] arrived = read();
            List<String> byLf = framers.getFirst().accept(arrived);
            List<String> byCr = framers.getLast().accept(arrived);
            lines.addAll(byLf.isEmpty() ? byCr : byLf);
        }
        lines.removeIf(line -> !printable(line));
        unreadable.addAll(lines);
        return lines;
    }

    /// The frame that answers, if one comes in time.
    Optional<String> ask(Question question, Duration patience)
            throws DeviceException, InterruptedException {
        BalanceProtocol protocol = question.protocol();
        LineFramer framer = framer(protocol.terminator());
        write(question.request().text());
        long end = clock.in(patience);
        while (!clock.reached(end)) {
            for (String frame : framer.accept(read())) {
                BalanceReply reply = protocol.parse(frame);
                if (BalanceSearch.weighs(reply) && protocol.answers(question.request(), reply)) {
                    return Optional.of(frame);
                }
                unreadable.add(frame);
            }
        }
        return Optional.empty();
    }

    /// All replies until the one that answers, or until the time is over.
    List<BalanceReply> replies(BalanceProtocol protocol, BalanceRequest request, Duration patience)
            throws DeviceException, InterruptedException {
        LineFramer framer = framer(protocol.terminator());
        List<BalanceReply> replies = new ArrayList<>();
        write(request.text());
        long end = clock.in(patience);
        boolean answered = false;
        while (!answered && !clock.reached(end)) {
            for (String frame : framer.accept(read())) {
                BalanceReply reply = protocol.parse(frame);
                replies.add(reply);
                answered |= protocol.answers(request, reply);
            }
        }
        return replies;
    }

    /// Lets a late answer pass, so that it is not taken for the next one. A balance that sends by itself is never quiet.
    void awaitQuiet() throws DeviceException, InterruptedException {
        long end = clock.in(LONGEST_NOISE);
        long quiet = clock.in(QUIET);
        while (!clock.reached(quiet) && !clock.reached(end)) {
            if (read().length > 0) {
                quiet = clock.in(QUIET);
            }
        }
    }

    private byte[] read() throws DeviceException, InterruptedException {
        Conversation.pause();
        byte[] arrived = port.read();
        bytesHeard += arrived.length;
        return arrived;
    }

    private static LineFramer framer(Terminator terminator) {
        return new LineFramer(terminator, LONGEST_FRAME);
    }

    private static boolean printable(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.equals(bytes, line.getBytes(StandardCharsets.US_ASCII))
                && line.chars().allMatch(c -> c >= ' ' || c == 2);
    }
}

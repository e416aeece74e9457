package io.prepstation.device.balance;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.serial.LineFramer;
import io.prepstation.device.serial.SerialPort;
import io.prepstation.model.balance.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Questions and answers over one opened port: one question at a time, each with its deadline.
final class Conversation {

    /// A reply and the frame it was read from.
    record Heard(BalanceReply reply, Frame frame) {}

    /// Between two looks at the port while an answer is on its way: about 1 % of a core, 6 ms from wire to listener.
    private static final Duration LOOK = Duration.ofMillis(12);

    /// Longer than any gap within a line at 1200 baud, and than a USB adapter holds bytes back.
    private static final Duration QUIET = Duration.ofMillis(50);

    /// No line pauses as long as this: a character at 300 baud takes 37 ms, and a USB adapter holds bytes back for 16 ms.
    private static final Duration LONGEST_PAUSE_IN_A_LINE = Duration.ofMillis(150);

    private static final Duration LONGEST_SETTLING = Duration.ofMillis(500);

    private final SerialPort port;
    private final BalanceProtocol protocol;
    private final DeviceClock clock;
    private final LongSupplier frameNumbers;
    private final LineFramer framer;
    private long bytesHeard;
    private long newestByte;

    Conversation(
            SerialPort port,
            BalanceProtocol protocol,
            DeviceClock clock,
            LongSupplier frameNumbers) {
        this.port = port;
        this.protocol = protocol;
        this.clock = clock;
        this.frameNumbers = frameNumbers;
        this.framer = new LineFramer(protocol.terminator(), protocol.longestFrame());
    }

    BalanceProtocol protocol() {
        return protocol;
    }

    DeviceClock clock() {
        return clock;
    }

    String port() {
        return port.path();
    }

    /// How many bytes arrived since the line was quiet.
    long bytesHeard() {
        return bytesHeard;
    }

    /// Waits until the line is quiet, so that the first frame is not the tail of one. A line that never gets quiet
    /// loses its first frame.
    void settle() throws DeviceException, InterruptedException {
        framer.startInMidLine();
        long end = clock.in(LONGEST_SETTLING);
        long quiet = clock.in(QUIET);
        while (!clock.reached(end)) {
            if (clock.reached(quiet)) {
                framer.startOfLine();
                return;
            }
            pause();
            byte[] arrived = port.read();
            if (arrived.length > 0) {
                framer.accept(arrived);
                quiet = clock.in(QUIET);
            }
        }
    }

    /// Sends a request and waits for its answer; empty if none came before the deadline.
    ///
    /// @param heard gets every reply of that time, the answer among them
    Optional<BalanceReply> ask(BalanceRequest request, Consumer<Heard> heard)
            throws DeviceException, InterruptedException {
        port.write(request.bytes());
        long deadline = clock.in(request.deadline());
        Optional<BalanceReply> answer = Optional.empty();
        while (answer.isEmpty() && !clock.reached(deadline)) {
            pause();
            for (Heard each : receive()) {
                heard.accept(each);
                answer =
                        answer.or(() ->
                                Optional.of(each.reply())
                                        .filter(reply -> protocol.answers(request, reply)));
            }
        }
        return answer;
    }

    /// Hands over what has arrived without having been asked for.
    void listen(Consumer<Heard> heard) throws DeviceException {
        receive().forEach(heard);
    }

    private List<Heard> receive() throws DeviceException {
        byte[] arrived = port.read();
        if (arrived.length == 0) {
            dropCutLine();
            return List.of();
        }
        bytesHeard += arrived.length;
        Instant now = clock.wall().instant();
        List<String> frames = framer.accept(arrived);
        if (framer.isInMidLine()) {
            newestByte = clock.now();
        }
        return frames.stream().map(raw -> heard(raw, now)).toList();
    }

    /// A line that stopped half way was cut, and what comes next may be the end of another. Only a look that finds nothing
    /// proves a pause on the wire: what lies there after a pause of this program may have come in time.
    private void dropCutLine() {
        if (framer.isInMidLine() && clock.now() - newestByte >= LONGEST_PAUSE_IN_A_LINE.toNanos()) {
            framer.startInMidLine();
        }
    }

    private Heard heard(String raw, Instant at) {
        return new Heard(protocol.parse(raw), new Frame(frameNumbers.getAsLong(), raw, at));
    }

    static void pause() throws InterruptedException {
        LockSupport.parkNanos(LOOK.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException("the balance was closed");
        }
    }
}

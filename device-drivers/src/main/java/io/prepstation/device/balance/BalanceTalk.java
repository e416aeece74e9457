package io.prepstation.device.balance;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.serial.SerialPort;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A talk with a balance in its maker's own words, for a person who sets it up or looks for a fault: a command, and all
/// lines of its answer. What is said may tare, set zero or write on the display; the bench says none of it this way.
///
/// One thread owns it, and the port is the talk's own until it is closed.
public final class BalanceTalk implements AutoCloseable {

    /// How a balance took a command.
    public enum Answer {
        /// With an answer, which may be a refusal.
        GIVEN,
        /// Not before its deadline.
        NONE,
        /// It was not asked: its protocol has no such word.
        UNKNOWN_WORD
    }

    private static final Duration A_LONG_ANSWER = Duration.ofMillis(100);

    private final SerialPort port;
    private final BalanceProtocol protocol;
    private final DeviceClock clock;
    private final Conversation conversation;
    private boolean repeating;

    private BalanceTalk(SerialPort port, BalanceProtocol protocol, DeviceClock clock) {
        this.port = port;
        this.protocol = protocol;
        this.clock = clock;
        this.conversation =
                new Conversation(port, protocol, clock, new AtomicLong()::incrementAndGet);
    }

    /// Opens the port and waits until nothing is half way.
    ///
    /// @throws DeviceException if the port cannot be opened or broke
    public static BalanceTalk open(SerialPort port, BalanceProtocol protocol, DeviceClock clock)
            throws DeviceException, InterruptedException {
        BalanceTalk talk = new BalanceTalk(port, protocol, clock);
        port.open();
        talk.conversation.settle();
        return talk;
    }

    /// Says it and waits for the whole answer.
    ///
    /// @param lines hears every line of that time
    public Answer say(String words, Consumer<BalanceLine> lines)
            throws DeviceException, InterruptedException {
        Optional<BalanceRequest> request = protocol.said(words);
        if (request.isEmpty()) {
            return Answer.UNKNOWN_WORD;
        }
        repeating = protocol.repeats(request.get());
        boolean answered =
                conversation.ask(request.get(), heard -> lines.accept(line(heard))).isPresent();
        return answered ? Answer.GIVEN : Answer.NONE;
    }

    /// Whether the balance goes on by itself with what it was told last.
    public boolean repeating() {
        return repeating;
    }

    /// Hears what comes by itself for so long.
    public void listen(Duration duration, Consumer<BalanceLine> lines)
            throws DeviceException, InterruptedException {
        long end = clock.in(duration);
        while (!clock.reached(end)) {
            Conversation.pause();
            conversation.listen(heard -> lines.accept(line(heard)));
        }
    }

    /// Ends a repetition by asking for one weight: that leaves the tare memory as it is.
    public void hush() throws DeviceException, InterruptedException {
        if (repeating && protocol.weigh().isPresent()) {
            conversation.ask(protocol.weigh().get(), _ -> {});
            listen(A_LONG_ANSWER, _ -> {});
            repeating = false;
        }
    }

    @Override
    public void close() {
        port.close();
    }

    private static BalanceLine line(Conversation.Heard heard) {
        return BalanceLine.of(heard.reply(), heard.frame().raw());
    }
}

package io.prepstation.device.balance;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.balance.BalanceReply.Identity;
import io.prepstation.device.balance.SearchResult.Found;
import io.prepstation.device.balance.SearchResult.NotFound;
import io.prepstation.device.balance.SearchResult.NotFound.Heard;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.device.serial.PortSettings.FlowControl;
import io.prepstation.device.serial.PortSettings.Parity;
import io.prepstation.device.serial.PortSettings.StopBits;
import io.prepstation.device.serial.SerialPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Finds out which balance is at a port and how its line is set, without touching its tare, zero or settings.
///
/// It listens first: a balance that sends by itself is never asked for a weight. Otherwise it asks for weights in the
/// words of each maker that mean nothing worse to any other.
public final class BalanceSearch {

    /// The longest a port takes.
    public static final Duration LONGEST = Duration.ofSeconds(75);

    /// Longer than the pause between two lines of a balance that sends by itself.
    private static final Duration LISTENING = Duration.ofMillis(1200);

    private static final Duration AN_ANSWER = Duration.ofMillis(250);
    private static final Duration A_LATE_ANSWER = Duration.ofMillis(900);

    private static final int ENOUGH_LINES = 3;

    /// As makers deliver their balances, then what menus offer besides, the likelier first.
    private static final List<PortSettings> LINES =
            List.of(
                    PortSettings.eightNoneOne(9600),
                    line(2400, 7, Parity.EVEN),
                    line(9600, 8, Parity.ODD),
                    line(9600, 7, Parity.EVEN),
                    line(1200, 7, Parity.ODD),
                    PortSettings.eightNoneOne(19200),
                    new PortSettings(
                            9600, 8, Parity.NONE, StopBits.ONE, FlowControl.NONE, false, false),
                    PortSettings.eightNoneOne(4800),
                    line(4800, 7, Parity.EVEN),
                    PortSettings.eightNoneOne(2400),
                    PortSettings.eightNoneOne(1200),
                    PortSettings.eightNoneOne(38400),
                    PortSettings.eightNoneOne(115200));

    private static final List<BalanceProtocol> PROTOCOLS =
            BalanceProtocols.names().stream()
                    .filter(name -> !name.equals("kern-kcp"))
                    .flatMap(name -> BalanceProtocols.named(name).stream())
                    .toList();

    private final BiFunction<String, PortSettings, SerialPort> ports;
    private final DeviceClock clock;
    private final Consumer<String> progress;

    /// @param ports makes a port, not yet opened
    /// @param progress hears what is tried, a sentence at a time
    public BalanceSearch(
            BiFunction<String, PortSettings, SerialPort> ports,
            DeviceClock clock,
            Consumer<String> progress) {
        this.ports = ports;
        this.clock = clock;
        this.progress = progress;
    }

    /// The questions that are asked of balances nobody knows yet.
    ///
    /// A lone `T`, `Z`, `C` or `t` tares, sets zero or clears where commands are single characters; no question holds one.
    /// Those without a terminator come last, because they would spoil the next line.
    static List<Question> questions() {
        return PROTOCOLS.stream()
                .flatMap(protocol ->
                        protocol.weigh().map(request -> new Question(protocol, request)).stream())
                .filter(question ->
                        question.request().text().chars().noneMatch(BalanceSearch::acts))
                .sorted(Comparator.comparing(BalanceSearch::lacksTerminator))
                .toList();
    }

    /// A protocol and its way to ask for one weight.
    record Question(BalanceProtocol protocol, BalanceRequest request) {}

    /// Tries one port with every setting until a balance is understood.
    ///
    /// @throws InterruptedException if the thread was interrupted; the port is closed then
    public SearchResult search(String port) throws InterruptedException {
        long end = clock.in(LONGEST);
        List<String> unreadable = new ArrayList<>();
        boolean heard = false;
        for (PortSettings line : LINES) {
            if (clock.reached(end)) {
                break;
            }
            progress.accept(port + ": " + line + (line.dtr() ? "" : ", DTR and RTS down"));
            try (SerialPort opened = ports.apply(port, line)) {
                opened.open();
                SearchedLine wire = new SearchedLine(opened, clock, unreadable);
                Optional<Found> found = search(wire, line, end);
                if (found.isPresent()) {
                    return found.get();
                }
                heard |= wire.bytesHeard() > 0;
            } catch (DeviceException failure) {
                return new NotFound(port, Heard.NOT_OPENED, failure.detail());
            }
        }
        return heard
                ? new NotFound(
                        port, Heard.UNREADABLE, unreadable.isEmpty() ? "" : unreadable.getLast())
                : new NotFound(port, Heard.NOTHING, "");
    }

    private Optional<Found> search(SearchedLine wire, PortSettings line, long end)
            throws DeviceException, InterruptedException {
        List<String> stream = wire.listen(LISTENING, ENOUGH_LINES);
        Optional<Found> speaker = stream.isEmpty() ? Optional.empty() : speaker(wire, line, stream);
        boolean garbled = stream.isEmpty() && wire.bytesHeard() > 0;
        if (speaker.isPresent() || garbled) {
            return speaker;
        }
        long before = wire.bytesHeard();
        Optional<Found> quick = ask(wire, line, AN_ANSWER, end);
        return quick.isPresent() || wire.bytesHeard() == before
                ? quick
                : ask(wire, line, A_LATE_ANSWER, end);
    }

    private Optional<Found> ask(SearchedLine wire, PortSettings line, Duration patience, long end)
            throws DeviceException, InterruptedException {
        wire.write("\r\n");
        for (Question question : questions()) {
            if (clock.reached(end)) {
                break;
            }
            Optional<String> once = wire.ask(question, patience);
            if (once.isPresent()) {
                wire.awaitQuiet();
                Optional<String> twice = wire.ask(question, A_LATE_ANSWER);
                if (twice.isPresent()) {
                    return Optional.of(
                            found(wire, line, question.protocol(), List.of(), twice.get()));
                }
            }
        }
        return Optional.empty();
    }

    /// A balance that sends by itself. Several formats may fit its lines: one that tells who it is comes first, one that
    /// is usually asked comes last.
    private Optional<Found> speaker(SearchedLine wire, PortSettings line, List<String> stream)
            throws DeviceException, InterruptedException {
        List<BalanceProtocol> fitting =
                PROTOCOLS.stream()
                        .filter(protocol ->
                                stream.stream().allMatch(raw -> weighs(protocol.parse(raw))))
                        .toList();
        for (BalanceProtocol protocol : fitting) {
            HeardIdentity identity = identity(wire, protocol);
            if (!identity.equals(HeardIdentity.NOTHING)) {
                return Optional.of(
                        found(wire, line, protocol, identity, List.of(), stream.getLast()));
            }
        }
        Optional<BalanceProtocol> likeliest =
                fitting.stream().min(Comparator.comparingInt(BalanceSearch::rank));
        return likeliest.map(protocol ->
                found(
                        wire,
                        line,
                        protocol,
                        HeardIdentity.NOTHING,
                        fitting.stream()
                                .filter(other -> !other.equals(protocol))
                                .map(BalanceProtocol::name)
                                .toList(),
                        stream.getLast()));
    }

    private static int rank(BalanceProtocol protocol) {
        boolean asked = protocol.weigh().isPresent();
        return asked ? 2 : protocol.name().equals("generic") ? 1 : 0;
    }

    private Found found(
            SearchedLine wire,
            PortSettings line,
            BalanceProtocol protocol,
            List<String> fitsAlso,
            String raw)
            throws DeviceException, InterruptedException {
        return found(wire, line, protocol, identity(wire, protocol), fitsAlso, raw);
    }

    private static Found found(
            SearchedLine wire,
            PortSettings line,
            BalanceProtocol protocol,
            HeardIdentity identity,
            List<String> fitsAlso,
            String raw) {
        return new Found(
                wire.port(),
                line,
                protocol.name(),
                fitsAlso,
                identity.model(),
                identity.serialNumber(),
                identity.maximum(),
                BalanceLine.of(protocol.parse(raw), raw));
    }

    /// Asked only in the words of a maker whose weights were understood.
    private static HeardIdentity identity(SearchedLine wire, BalanceProtocol protocol)
            throws DeviceException, InterruptedException {
        HeardIdentity identity = HeardIdentity.NOTHING;
        for (BalanceRequest request : protocol.identify()) {
            wire.awaitQuiet();
            for (BalanceReply reply : wire.replies(protocol, request, A_LATE_ANSWER)) {
                identity = reply instanceof Identity more ? identity.and(more) : identity;
            }
        }
        return identity;
    }

    /// Whether only a balance that speaks this protocol says so.
    static boolean weighs(BalanceReply reply) {
        return switch (reply) {
            case BalanceReply.Weight _,
                    BalanceReply.Overload _,
                    BalanceReply.Underload _,
                    BalanceReply.Moving _,
                    BalanceReply.UnsupportedUnit _ ->
                    true;
            case BalanceReply.Busy _,
                    BalanceReply.Tared _,
                    BalanceReply.Zeroed _,
                    BalanceReply.TareCleared _,
                    BalanceReply.TareMemory _,
                    BalanceReply.Identity _,
                    BalanceReply.Information _,
                    BalanceReply.Done _,
                    BalanceReply.Refused _,
                    BalanceReply.Noise _ ->
                    false;
        };
    }

    private static boolean acts(int character) {
        return character == 'T' || character == 'Z' || character == 'C' || character == 't';
    }

    private static boolean lacksTerminator(Question question) {
        return !question.request().text().endsWith("\n")
                && !question.request().text().endsWith("\r");
    }

    private static PortSettings line(int baud, int dataBits, Parity parity) {
        return new PortSettings(baud, dataBits, parity, StopBits.ONE, FlowControl.NONE, true, true);
    }
}

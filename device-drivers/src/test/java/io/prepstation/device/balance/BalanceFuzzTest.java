package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.LineFramer;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.fuzz.FuzzTarget;
import io.prepstation.fuzz.FuzzedParsers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// No balance protocol breaks, hangs, or shows a digit that was not on the wire; nor does the driver behind it.
@Tag("WEI-1")
class BalanceFuzzTest extends FuzzedParsers {

    /// A little more than the longest frame: longer inputs are many short ones.
    private static final int LONGEST = 280;

    /// A few lines: who it is, weights, and what a command is answered with.
    private static final int LONGEST_CONVERSATION = 600;

    @Override
    public List<FuzzTarget> targets() {
        List<FuzzTarget> targets = new ArrayList<>();
        for (String name : BalanceProtocols.names()) {
            BalanceProtocol protocol = BalanceProtocols.named(name).orElseThrow();
            List<BalanceRequest> requests = requests(protocol);
            targets.add(
                    new FuzzTarget(
                            "balance-" + name,
                            LONGEST,
                            lines(),
                            bytes -> check(protocol, requests, bytes)));
        }
        targets.add(
                FuzzTarget.ofLatin(
                        "balance-driver",
                        LONGEST_CONVERSATION,
                        FuzzedConversation.seeds(),
                        FuzzedConversation::hold));
        return targets;
    }

    private static List<byte[]> lines() {
        return VectorLine.all().stream()
                .map(line -> (line.bytes() + "\r\n").getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Test
    void the_check_of_a_parser_can_fail() {
        BalanceProtocol liar =
                new BalanceProtocol() {
                    @Override
                    public String name() {
                        return "liar";
                    }

                    @Override
                    public PortSettings factorySettings() {
                        return PortSettings.eightNoneOne(9600);
                    }

                    @Override
                    public BalanceReply parse(String frame) {
                        return new Weight("720.0", "g", Stability.STABLE);
                    }
                };
        byte[] line = "US,+000009.9 g\r\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(AssertionError.class, () -> check(liar, List.of(), line));
    }

    /// The frames of these bytes, and what lies behind the last terminator, as at the end of a recording.
    private static void check(
            BalanceProtocol protocol, List<BalanceRequest> requests, byte[] bytes) {
        LineFramer framer = new LineFramer(protocol.terminator(), protocol.longestFrame());
        framer.accept(bytes).forEach(frame -> check(protocol, requests, frame));
        framer.rest().ifPresent(frame -> check(protocol, requests, frame));
    }

    private static void check(
            BalanceProtocol protocol, List<BalanceRequest> requests, String frame) {
        BalanceReply reply = protocol.parse(frame);
        assertEquals(frame, BalanceLine.of(reply, frame).raw());
        requests.forEach(request -> protocol.answers(request, reply));
        if (reply instanceof Weight(var value, var _, var _)) {
            checkDigits(value, frame);
        }
    }

    static void checkDigits(String value, String frame) {
        assertTrue(
                frame.replace(" ", "").contains(value.replace("-", "")),
                () -> value + " is not in \"" + frame + "\"");
        assertTrue(
                !value.startsWith("-") || frame.contains("-"),
                () -> value + " has another sign than \"" + frame + "\"");
        assertEquals(value.contains("."), new BigDecimal(value).scale() > 0);
    }

    private static List<BalanceRequest> requests(BalanceProtocol protocol) {
        Stream<BalanceRequest> commands =
                Arrays.stream(BalanceCommand.values())
                        .flatMap(command -> protocol.request(command).stream());
        Stream<BalanceRequest> questions =
                Stream.concat(protocol.weigh().stream(), protocol.tareMemory().stream());
        return Stream.of(protocol.identify().stream(), questions, commands)
                .flatMap(all -> all)
                .toList();
    }
}

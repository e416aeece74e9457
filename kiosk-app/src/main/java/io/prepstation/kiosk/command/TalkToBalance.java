package io.prepstation.kiosk.command;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.balance.BalanceLine;
import io.prepstation.device.balance.BalanceProtocol;
import io.prepstation.device.balance.BalanceTalk;
import io.prepstation.device.serial.SerialPort;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/// Says a person's words to a balance, one after the other, and prints every line of the answers as JSON.
final class TalkToBalance {

    /// How long is listened to what a balance repeats.
    private static final Duration LISTENING = Duration.ofSeconds(3);

    private final PrintWriter out;
    private final BalanceProtocol protocol;

    TalkToBalance(CommandSpec spec, BalanceProtocol protocol) {
        this.out = spec.commandLine().getOut();
        this.protocol = protocol;
    }

    /// @return the exit code: whether everything was answered
    int say(List<String> sentences, SerialPort port) throws InterruptedException {
        try (BalanceTalk talk = BalanceTalk.open(port, protocol, DeviceClock.system())) {
            for (String words : sentences) {
                say(words, talk);
            }
            return ExitCode.OK;
        } catch (DeviceException broken) {
            throw new CommandFailed(ExitCode.NOT_FOUND, broken.detail(), broken);
        }
    }

    private void say(String words, BalanceTalk talk) throws DeviceException, InterruptedException {
        Consumer<BalanceLine> print = line -> DecodeCommand.print(line, out);
        switch (talk.say(words, print)) {
            case GIVEN -> {
                if (talk.repeating()) {
                    talk.listen(LISTENING, print);
                    talk.hush();
                }
            }
            case NONE ->
                    throw new CommandFailed(
                            ExitCode.NOT_FOUND,
                            "the balance did not answer to \"" + words + "\" in time");
            case UNKNOWN_WORD ->
                    throw new CommandFailed(
                            ExitCode.USAGE,
                            "\"%s\" is not a command that %s lets a person say; see docs/protocols/%s.md"
                                    .formatted(words, protocol.name(), protocol.name()));
        }
    }
}

package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.DeviceClock;
import io.prepstation.device.balance.BalanceCommand;
import io.prepstation.device.balance.BalanceListener;
import io.prepstation.device.balance.BalanceProtocol;
import io.prepstation.device.balance.BalanceProtocols;
import io.prepstation.device.balance.BalanceSettings;
import io.prepstation.device.balance.Refusal;
import io.prepstation.device.balance.SerialBalance;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.device.serial.UsbSerialPorts;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Overload;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceReading.Underload;
import io.prepstation.model.balance.BalanceReading.Unmarked;
import io.prepstation.model.balance.BalanceReading.Unstable;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Connecting;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.record.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Live readings of a balance, by the driver of the kiosk.
@Command(name = "weigh", description = "Prints what a balance says as JSON lines, until stopped.")
final class WeighCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Option(
            names = "--detect",
            description =
                    "find balances: which port, protocol and settings; changes nothing at them")
    boolean detect;

    @Option(
            names = "--port",
            paramLabel = "DEV",
            description =
                    "such as /dev/serial/by-id/… or usb:0403:6001:A50285BI; with --detect only there, once or more")
    List<String> ports = new ArrayList<>();

    @Option(
            names = "--protocol",
            paramLabel = "P",
            description = "the balance's protocol, such as mt-sics or sartorius-sbi")
    @Nullable String protocol;

    @Option(
            names = "--baud",
            paramLabel = "N",
            description = "speed (default: as the maker delivers it)")
    @Nullable Integer baud;

    @Option(
            names = "--say",
            paramLabel = "WORDS",
            description =
                    "say this to the balance in its maker's words and print the answer, once or more: I0, \"D \\\"salt\\\"\";"
                            + " may tare or set zero")
    List<String> sentences = new ArrayList<>();

    @Option(names = "--count", paramLabel = "N", description = "end after so many readings")
    @Nullable Integer count;

    @Override
    public Integer call() throws InterruptedException {
        if (detect) {
            return new DetectBalances(spec, UsbSerialPorts.system()).in(ports);
        }
        String wanted = protocol;
        if (wanted == null || ports.size() != 1) {
            throw new CommandFailed(
                    ExitCode.USAGE, "say --port and --protocol, or --detect to find them");
        }
        BalanceProtocol spoken =
                BalanceProtocols.named(wanted)
                        .orElseThrow(() ->
                                new CommandFailed(
                                        ExitCode.USAGE,
                                        "unknown protocol \""
                                                + wanted
                                                + "\"; known are "
                                                + BalanceProtocols.names()));
        JsscSerialPort port = new JsscSerialPort(ports.getFirst(), line(spoken));
        if (!sentences.isEmpty()) {
            return new TalkToBalance(spec, spoken).say(sentences, port);
        }
        Heard heard = new Heard();
        try (SerialBalance balance =
                new SerialBalance(port, spoken, BalanceSettings.toLookAt(), DeviceClock.system())) {
            balance.start(heard);
            return print(heard);
        }
    }

    private PortSettings line(BalanceProtocol spoken) {
        PortSettings delivered = spoken.factorySettings();
        return baud == null ? delivered : delivered.at(baud);
    }

    /// Readings and changes of status alike; ends when the readings asked for have come.
    private int print(Heard heard) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        int readings = 0;
        while (count == null || readings < count) {
            ObjectNode line = heard.lines.take();
            out.println(line);
            out.flush();
            readings += line.has("status") ? 0 : 1;
        }
        return ExitCode.OK;
    }

    /// Keeps the lines until they are printed, so that a slow console never holds up the balance's thread.
    private static final class Heard implements BalanceListener {

        private final BlockingQueue<ObjectNode> lines = new LinkedBlockingQueue<>();

        @Override
        public void reading(BalanceReading reading) {
            lines.add(line(reading).put("raw", reading.frame().raw()));
        }

        @Override
        public void status(BalanceStatus status) {
            lines.add(
                    switch (status) {
                        case Connecting(var port) -> line("connecting").put("port", port);
                        case Online(var identity) ->
                                line("online")
                                        .put("model", identity.model())
                                        .put("serialNumber", identity.serialNumber())
                                        .put("maximum", known(identity.maximum()))
                                        .put("readability", identity.readability().toString());
                        case Offline(var cause) ->
                                line("offline")
                                        .put("reason", cause.reason().name())
                                        .put("detail", cause.detail());
                    });
        }

        @Override
        public void tared(Mass tare) {
            lines.add(line("tared").put("value", tare.digits()).put("unit", tare.unit().symbol()));
        }

        @Override
        public void vesselWeighed(Mass gross) {
            lines.add(
                    line("vessel weighed")
                            .put("value", gross.digits())
                            .put("unit", gross.unit().symbol()));
        }

        @Override
        public void startedAnew() {
            lines.add(line("started anew"));
        }

        @Override
        public void zeroed() {
            lines.add(line("zeroed"));
        }

        @Override
        public void refused(BalanceCommand command, Refusal refusal, String detail) {
            lines.add(
                    line("refused")
                            .put("command", command.name())
                            .put("reason", refusal.name())
                            .put("detail", detail));
        }

        /// Null for what the balance does not tell.
        private static @Nullable String known(Mass maximum) {
            return maximum.value().signum() == 0 ? null : maximum.toString();
        }

        private static ObjectNode line(String status) {
            return Json.object().put("status", status);
        }

        private static ObjectNode line(BalanceReading reading) {
            return switch (reading) {
                case Stable(var mass, var _, var _) -> weight(mass).put("stable", true);
                case Unstable(var mass, var _) -> weight(mass).put("stable", false);
                case Unmarked(var mass, var _) -> weight(mass).putNull("stable");
                case Overload _ -> Json.object().put("overload", true);
                case Underload _ -> Json.object().put("underload", true);
            };
        }

        private static ObjectNode weight(Mass mass) {
            return Json.object().put("value", mass.digits()).put("unit", mass.unit().symbol());
        }
    }
}

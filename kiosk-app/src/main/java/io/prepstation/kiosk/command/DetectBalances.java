package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.DeviceClock;
import io.prepstation.device.balance.BalanceSearch;
import io.prepstation.device.balance.SearchResult;
import io.prepstation.device.balance.SearchResult.Found;
import io.prepstation.device.balance.SearchResult.NotFound;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.serial.UsbIdentity;
import io.prepstation.device.serial.UsbSerialPorts;
import io.prepstation.device.serial.UsbSerialPorts.Plugged;
import io.prepstation.model.record.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// Looks for balances at all ports, one port after the other: results as JSON lines, for people on standard error.
final class DetectBalances {

    private final PrintWriter out;
    private final PrintWriter err;
    private final UsbSerialPorts computer;

    DetectBalances(CommandSpec spec, UsbSerialPorts computer) {
        this.out = spec.commandLine().getOut();
        this.err = spec.commandLine().getErr();
        this.computer = computer;
    }

    /// @param wanted only these ports; all there are if empty
    /// @return the exit code: whether any was found
    int in(List<String> wanted) throws InterruptedException {
        List<String> ports = wanted.isEmpty() ? all() : wanted;
        if (ports.isEmpty()) {
            say(
                    "no serial port here: is the USB cable of the balance or of its adapter plugged in?"
                            + " (ls /sys/class/tty shows ttyUSB… or ttyACM… then)");
            return ExitCode.NOT_FOUND;
        }
        say(
                "searching %s: it takes at most %d s a port; tare, zero and settings are not touched. Leave the pan alone."
                        .formatted(ports, BalanceSearch.LONGEST.toSeconds()));
        BalanceSearch search =
                new BalanceSearch(JsscSerialPort::new, DeviceClock.system(), this::say);
        boolean found = false;
        for (String port : ports) {
            SearchResult result = search.search(port);
            tell(result);
            found |= result instanceof Found;
        }
        return found ? ExitCode.OK : ExitCode.NOT_FOUND;
    }

    private List<String> all() {
        Stream<String> usb = computer.plugged().stream().map(Plugged::port).map(Path::toString);
        return Stream.concat(usb, computer.builtIn().stream().map(Path::toString)).toList();
    }

    private void tell(SearchResult result) {
        switch (result) {
            case Found found -> {
                String snippet = BalanceSnippet.of(found, stableName(found.port()));
                print(json(found).put("config", snippet));
                say(
                        "%s: %s at %s%s. For station.toml:\n\n%s"
                                .formatted(
                                        found.port(),
                                        found.protocol(),
                                        found.settings(),
                                        fitsAlso(found),
                                        snippet));
            }
            case NotFound none -> {
                String advice = advice(none);
                print(
                        Json.object()
                                .put("port", none.port())
                                .put("found", false)
                                .put("heard", none.heard().name().toLowerCase(Locale.ROOT))
                                .put("detail", none.detail())
                                .put("check", advice));
                say(none.port() + ": " + advice);
            }
        }
    }

    private static ObjectNode json(Found found) {
        ObjectNode json =
                Json.object()
                        .put("port", found.port())
                        .put("found", true)
                        .put("protocol", found.protocol())
                        .put("line", found.settings().toString())
                        .put("model", found.model())
                        .put("serialNumber", found.serialNumber())
                        .put("maximum", found.maximum() == null ? null : found.maximum().toString())
                        .put("raw", found.line().raw());
        found.fitsAlso().forEach(json.putArray("fitsAlso")::add);
        return json;
    }

    private static String fitsAlso(Found found) {
        return found.fitsAlso().isEmpty()
                ? ""
                : " (its lines also look like "
                        + String.join(", ", found.fitsAlso())
                        + ": compare with the name on the balance)";
    }

    private static String advice(NotFound none) {
        return switch (none.heard()) {
            case NOT_OPENED ->
                    none.detail()
                            + ": another program such as the kiosk may hold it, or the user is not in the group dialout";
            case NOTHING ->
                    "nothing was heard: is the balance on, is its cable in (a null-modem cable where its maker wants"
                            + " one), is its interface switched on in its menu? If it only prints when its print key is"
                            + " pressed, press it while this runs";
            case UNREADABLE ->
                    "bytes came but no weight, last \""
                            + none.detail()
                            + "\": set the balance to 9600 bits a second, 8 bits, no parity, and to one of the protocols"
                            + " in docs/protocols (not to xBPI or a printer's own format)";
        };
    }

    /// By the adapter's serial number where it has one, so that the port's number does not matter.
    private String stableName(String port) {
        return computer.identityOf(Path.of(port))
                .filter(identity -> identity.serialNumber() != null || only(identity))
                .map(UsbIdentity::name)
                .orElse(port);
    }

    private boolean only(UsbIdentity identity) {
        Predicate<Plugged> alike = plugged -> plugged.identity().equals(identity);
        return computer.plugged().stream().filter(alike).count() == 1;
    }

    private void print(ObjectNode line) {
        out.println(line);
        out.flush();
    }

    private void say(String sentence) {
        err.println(sentence);
        err.flush();
    }
}

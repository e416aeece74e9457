package io.prepstation.kiosk.command;

import io.prepstation.device.balance.SearchResult.Found;
import io.prepstation.device.serial.PortSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What to paste into `station.toml` for a balance that was found; what it does not tell stands there as a comment.
final class BalanceSnippet {

    private BalanceSnippet() {}

    /// @param port the name to configure it by
    static String of(Found found, String port) {
        PortSettings line = found.settings();
        List<String> lines = new ArrayList<>();
        lines.add("[balance]");
        lines.add("port = " + quoted(port));
        lines.add("protocol = " + quoted(found.protocol()));
        lines.add("baud = " + line.baud());
        lines.add("data_bits = " + line.dataBits());
        lines.add("parity = " + quoted(line.parity().name().toLowerCase(Locale.ROOT)));
        if (!line.dtr()) {
            lines.add("dtr = false");
            lines.add("rts = false");
        }
        if (found.model() != null) {
            lines.add("model = " + quoted(found.model()));
        }
        if (found.serialNumber() != null) {
            lines.add("serial_number = " + quoted(found.serialNumber()));
        }
        lines.addAll(missing(found));
        return String.join("\n", lines) + "\n";
    }

    /// What a person has to add, because no line of the balance says it.
    private static List<String> missing(Found found) {
        List<String> lines = new ArrayList<>();
        if (found.maximum() == null) {
            lines.add(
                    "# It does not say how much it carries and how finely it weighs; from its plate:");
            lines.add("# maximum = \"520 g\"");
            lines.add("# readability = \"0.0001 g\"");
        }
        if (found.line().value() != null && found.line().stable() == null) {
            lines.add(
                    "# Its lines do not say when the weight rests; how long must a number stand?");
            lines.add("# stability_window = \"2s\"");
        }
        if (found.line().value() != null
                && found.line().unit() == null
                && !Boolean.FALSE.equals(found.line().stable())) {
            lines.add("# Its lines carry no unit; if they always are in the configured one:");
            lines.add("# assumes_unit = true");
        }
        return lines;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

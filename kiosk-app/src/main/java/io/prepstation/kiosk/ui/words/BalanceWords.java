package io.prepstation.kiosk.ui.words;

import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.OfflineCause;
import io.prepstation.model.balance.OfflineCause.Garbled;
import io.prepstation.model.balance.OfflineCause.NotConfigured;
import io.prepstation.model.balance.OfflineCause.Port;
import io.prepstation.model.balance.OfflineCause.Refusing;
import io.prepstation.model.balance.OfflineCause.Restarted;
import io.prepstation.model.balance.OfflineCause.Silent;
import io.prepstation.model.balance.OfflineCause.Unidentified;
import io.prepstation.model.balance.OfflineCause.WrongBalance;
import io.prepstation.model.balance.OfflineCause.WrongBalance.Difference;
import io.prepstation.model.balance.OfflineCause.WrongUnit;
import io.prepstation.model.balance.OfflineReason;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Says how a balance is, why, and what to do.
public final class BalanceWords {

    private final Words words;
    private final Supplier<String> line;

    /// @param line tells how the station has set the balance's line, as manuals write it: `9600 8N1`
    public BalanceWords(Words words, Supplier<String> line) {
        this.words = words;
        this.line = line;
    }

    /// A few words for the header.
    public String brief(BalanceStatus status) {
        return switch (status) {
            case BalanceStatus.Connecting _ -> words.text("balance.connecting");
            case BalanceStatus.Online(var identity) ->
                    words.text("balance.online", identity.model());
            case BalanceStatus.Offline(var cause) -> words.text(key(cause.reason()));
        };
    }

    /// A sentence on what was seen and what to do.
    public String advice(BalanceStatus status) {
        return switch (status) {
            case BalanceStatus.Connecting(var port) ->
                    words.text("balance.connecting.advice", port);
            case BalanceStatus.Online(var identity) ->
                    words.text("balance.other.advice", identity.model(), identity.serialNumber());
            case BalanceStatus.Offline(var cause) -> advice(cause);
        };
    }

    private String advice(OfflineCause cause) {
        return switch (cause) {
            case NotConfigured _ -> words.text("balance.not-configured.advice");
            case Port(var reason, var said) ->
                    words.text(key(reason) + ".advice", RawText.named(said));
            case Restarted(var port) -> words.text("balance.restarted.advice", RawText.named(port));
            case Silent(var port, var protocol, var perhapsTooMuch) ->
                    words.text("balance.silent.advice", RawText.named(port), protocol, line.get())
                            + tooMuch(perhapsTooMuch);
            case Garbled(var port, var protocol, var heard, var perhapsTooMuch) ->
                    garbled(port, protocol, heard) + tooMuch(perhapsTooMuch);
            case Refusing(var port, var answer) ->
                    words.text(
                            "balance.refusing.advice", RawText.named(port), RawText.brief(answer));
            case WrongBalance(var port, var differences) ->
                    words.text(
                            "balance.wrong-balance.advice",
                            RawText.named(port),
                            differences.stream()
                                    .map(this::difference)
                                    .collect(Collectors.joining(", ")));
            case WrongUnit(var displayed, var unit) ->
                    words.text("balance.wrong-unit.advice", RawText.brief(displayed), unit);
            case Unidentified _ -> words.text("balance.unidentified.advice");
        };
    }

    private String garbled(String port, String protocol, String heard) {
        return heard.isEmpty()
                ? words.text("balance.no-line.advice", RawText.named(port), protocol, line.get())
                : words.text(
                        "balance.garbled.advice",
                        RawText.named(port),
                        protocol,
                        line.get(),
                        RawText.brief(heard));
    }

    private String tooMuch(boolean perhaps) {
        return perhaps ? " " + words.text("balance.perhaps-too-much") : "";
    }

    private String difference(Difference one) {
        String key =
                switch (one.trait()) {
                    case SERIAL_NUMBER -> "balance.other-serial-number";
                    case MODEL -> "balance.other-model";
                    case MAXIMUM -> "balance.other-maximum";
                };
        return words.text(key, one.answered(), one.configured());
    }

    private static String key(OfflineReason reason) {
        return switch (reason) {
            case NOT_FOUND -> "balance.not-found";
            case PORT_REFUSED -> "balance.port-refused";
            case SILENT -> "balance.silent";
            case GARBLED -> "balance.garbled";
            case UNPLUGGED -> "balance.unplugged";
            case WRONG_BALANCE -> "balance.wrong-balance";
            case WRONG_UNIT -> "balance.wrong-unit";
            case REFUSING -> "balance.refusing";
            case UNIDENTIFIED -> "balance.unidentified";
        };
    }
}

package io.prepstation.kiosk.ui.words;

import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.OfflineReason;

/// Says how a balance is, why, and what to do.
public final class BalanceWords {

    private final Words words;

    public BalanceWords(Words words) {
        this.words = words;
    }

    /// A few words for the header.
    public String brief(BalanceStatus status) {
        return switch (status) {
            case BalanceStatus.Connecting _ -> words.text("balance.connecting");
            case BalanceStatus.Online(var identity) ->
                    words.text("balance.online", identity.model());
            case BalanceStatus.Offline(var reason, var _) -> words.text("balance." + key(reason));
        };
    }

    /// A sentence on what to do.
    public String advice(BalanceStatus status) {
        return switch (status) {
            case BalanceStatus.Connecting(var port) ->
                    words.text("balance.connecting.advice", port);
            case BalanceStatus.Online(var identity) ->
                    words.text("balance.other.advice", identity.model(), identity.serialNumber());
            case BalanceStatus.Offline(var reason, var _) ->
                    words.text("balance." + key(reason) + ".advice");
        };
    }

    private static String key(OfflineReason reason) {
        return switch (reason) {
            case NOT_FOUND -> "not-found";
            case PORT_REFUSED -> "port-refused";
            case SILENT -> "silent";
            case GARBLED -> "garbled";
            case UNPLUGGED -> "unplugged";
            case WRONG_BALANCE -> "wrong-balance";
            case WRONG_UNIT -> "wrong-unit";
            case REFUSING -> "refusing";
            case UNIDENTIFIED -> "unidentified";
        };
    }
}

package io.prepstation.model.balance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The balances a station speaks with: the one list of them. The configuration takes its names from here; the drivers look
/// for the classes, the protocol's and the simulator's, by theirs (decision 0191).
public enum KnownBalance {
    /// First, because it is the usual one.
    MT_SICS("MtSics"),
    ADAM("Adam"),
    AND("AndStandard"),
    CAS_ST_GS("CasStGs"),
    CREEDMOOR("Creedmoor"),
    DENVER_MSERIES("DenverMSeries"),
    GANDG("GandG"),
    GENERIC("GenericBalance"),
    KERN_KCP("KernKcp"),
    KERN_PRINT("KernPrint"),
    OHAUS("Ohaus"),
    RADWAG("Radwag"),
    SARTORIUS_SBI("SartoriusSbi"),
    STEINBERG_SBS("SteinbergSbs"),
    STERLING_7600("Sterling7600"),
    TOLEDO_8217("Toledo8217"),
    US_SOLID("UsSolid");

    private final String code;

    KnownBalance(String code) {
        this.code = code;
    }

    /// The name in the configuration, on the command line and of its page: `steinberg-sbs`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The simple name of the protocol's class; the simulator's has `Firmware` behind it.
    public String code() {
        return code;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(KnownBalance::word).toList();
    }
}

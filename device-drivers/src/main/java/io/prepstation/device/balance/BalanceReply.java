package io.prepstation.device.balance;

import org.jspecify.annotations.Nullable;

/// What one frame of a balance means. Numbers stay text here, as sent, without leading zeros or `+`.
public sealed interface BalanceReply {

    /// A weight, or a count or percentage: the unit tells, exactly as sent.
    ///
    /// @param unit null where the format sends none
    record Weight(String value, @Nullable String unit, Stability stability)
            implements BalanceReply {}

    /// The load moves, and the format gives no number until it rests.
    record Moving() implements BalanceReply {}

    /// The balance gives no weights for now: it adjusts itself, or its display is switched off.
    record Busy() implements BalanceReply {}

    record Overload() implements BalanceReply {}

    record Underload() implements BalanceReply {}

    /// A weight that is not one decimal number, such as `12:07.50 lb:oz`; never repaired.
    record UnsupportedUnit(String text) implements BalanceReply {}

    /// A tare was taken; the mass is what now lies in the tare memory.
    record Tared(String value, String unit, Stability stability) implements BalanceReply {}

    record Zeroed(Stability stability) implements BalanceReply {}

    record TareCleared() implements BalanceReply {}

    /// What lies in the tare memory, when asked.
    record TareMemory(String value, String unit) implements BalanceReply {}

    /// Part of who the balance is; null is what this frame does not tell.
    ///
    /// @param maximum the largest load, as decimal text in `unit`
    record Identity(
            @Nullable String model,
            @Nullable String serialNumber,
            @Nullable String maximum,
            @Nullable String unit)
            implements BalanceReply {}

    /// Something else that was asked for, such as a list of commands or a clock.
    ///
    /// @param command the maker's name of what was asked, empty where the answer does not repeat it
    /// @param value where it is a single one
    /// @param last whether no more lines of it follow
    record Information(String command, @Nullable String value, boolean last)
            implements BalanceReply {

        Information(@Nullable String value) {
            this("", value, true);
        }
    }

    /// A state or an acknowledgement that is neither weight nor error.
    ///
    /// @param command the maker's name of the command, empty where the answer does not repeat it
    record Done(String command) implements BalanceReply {

        Done() {
            this("");
        }
    }

    /// A command was not carried out.
    ///
    /// @param command the maker's name of the command, empty where the answer does not repeat it
    record Refused(String command, Refusal refusal) implements BalanceReply {}

    /// Nothing of this protocol: garbage, a fragment, another protocol.
    record Noise() implements BalanceReply {}
}

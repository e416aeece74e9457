package io.prepstation.model.balance;

import java.util.List;
import java.util.stream.Collectors;

/// Why a balance gives no weights, and what was seen of it: each screen says it in its own language.
public sealed interface OfflineCause {

    /// Of a balance that does not say so itself.
    String TOO_MUCH = ", is too much on its pan";

    OfflineReason reason();

    /// The same in English, for logs and the command line.
    String detail();

    /// The configuration names no port.
    record NotConfigured() implements OfflineCause {

        @Override
        public OfflineReason reason() {
            return OfflineReason.NOT_FOUND;
        }

        @Override
        public String detail() {
            return "no balance is configured: set balance.port in station.toml";
        }
    }

    /// The port could not be opened, or broke while in use.
    ///
    /// @param said the port, and what the system says of it
    record Port(OfflineReason reason, String said) implements OfflineCause {

        @Override
        public String detail() {
            return said;
        }
    }

    /// The balance introduced itself without being asked: it was without power.
    record Restarted(String port) implements OfflineCause {

        @Override
        public OfflineReason reason() {
            return OfflineReason.UNPLUGGED;
        }

        @Override
        public String detail() {
            return port + ": the balance started anew; it was without power";
        }
    }

    /// @param protocol what the balance is asked in
    /// @param perhapsTooMuch whether a balance of this protocol also falls silent when too much is on its pan
    record Silent(String port, String protocol, boolean perhapsTooMuch) implements OfflineCause {

        @Override
        public OfflineReason reason() {
            return OfflineReason.SILENT;
        }

        @Override
        public String detail() {
            return "%s: nothing received; is the balance on, is its cable in, is it set to %s%s?"
                    .formatted(port, protocol, perhapsTooMuch ? TOO_MUCH : "");
        }
    }

    /// @param heard the last line that was no answer; empty if not even a line ended
    /// @param perhapsTooMuch whether a balance of this protocol also says nothing readable when too much is on its pan
    record Garbled(String port, String protocol, String heard, boolean perhapsTooMuch)
            implements OfflineCause {

        @Override
        public OfflineReason reason() {
            return OfflineReason.GARBLED;
        }

        @Override
        public String detail() {
            return "%s: bytes arrive but no weight can be read, last \"%s\"; check speed, parity and protocol%s"
                    .formatted(port, heard, perhapsTooMuch ? TOO_MUCH : "");
        }
    }

    /// @param answer what the balance says instead of a weight
    record Refusing(String port, String answer) implements OfflineCause {

        @Override
        public OfflineReason reason() {
            return OfflineReason.REFUSING;
        }

        @Override
        public String detail() {
            return "%s: the balance refuses to weigh: \"%s\"".formatted(port, answer);
        }
    }

    /// @param differences what the balance says of itself otherwise than the configuration
    record WrongBalance(String port, List<Difference> differences) implements OfflineCause {

        public WrongBalance {
            differences = List.copyOf(differences);
        }

        /// By what a balance is told from another.
        public enum Trait {
            SERIAL_NUMBER("serial number"),
            MODEL("model"),
            MAXIMUM("maximum");

            private final String word;

            Trait(String word) {
                this.word = word;
            }
        }

        /// @param answered as the balance says it
        public record Difference(Trait trait, String answered, String configured) {}

        @Override
        public OfflineReason reason() {
            return OfflineReason.WRONG_BALANCE;
        }

        @Override
        public String detail() {
            return differences.stream()
                    .map(one ->
                            "its %s is %s, configured is %s"
                                    .formatted(one.trait().word, one.answered(), one.configured()))
                    .collect(
                            Collectors.joining(
                                    "; ", port + ": another balance is at this cable: ", ""));
        }
    }

    /// @param displayed the weight as the balance sent it
    /// @param unit symbol of the unit this station weighs in
    record WrongUnit(String displayed, String unit) implements OfflineCause {

        @Override
        public OfflineReason reason() {
            return OfflineReason.WRONG_UNIT;
        }

        @Override
        public String detail() {
            return "the balance displays \"%s\", this station weighs in %s; change the unit at the balance"
                    .formatted(displayed, unit);
        }
    }

    /// Neither the balance nor the configuration says how much it carries.
    record Unidentified() implements OfflineCause {

        @Override
        public OfflineReason reason() {
            return OfflineReason.UNIDENTIFIED;
        }

        @Override
        public String detail() {
            return "the balance weighs but does not say how much it carries; set its maximum in the configuration";
        }
    }
}

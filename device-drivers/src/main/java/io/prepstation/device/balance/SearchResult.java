package io.prepstation.device.balance;

import io.prepstation.device.serial.PortSettings;
import io.prepstation.model.mass.Mass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a search at one port came to.
public sealed interface SearchResult {

    String port();

    /// A balance was understood, twice.
    ///
    /// @param fitsAlso protocols whose lines look the same; compare with the balance's name
    /// @param maximum the largest load; null if the balance does not tell
    /// @param line what it said last
    record Found(
            String port,
            PortSettings settings,
            String protocol,
            List<String> fitsAlso,
            @Nullable String model,
            @Nullable String serialNumber,
            @Nullable Mass maximum,
            BalanceLine line)
            implements SearchResult {

        public Found {
            fitsAlso = List.copyOf(fitsAlso);
        }
    }

    /// @param detail why it could not be opened, or the last line that nobody understood
    record NotFound(String port, Heard heard, String detail) implements SearchResult {

        /// What there was instead of a balance.
        public enum Heard {
            /// The port is not there, or another program has it.
            NOT_OPENED,
            NOTHING,
            /// Bytes came, but no weight.
            UNREADABLE
        }
    }
}

package io.prepstation.model.balance;

import io.prepstation.model.mass.Mass;

/// Which balance answered: asked from the balance at connect, never configured alone.
///
/// @param maximum the largest load in the vessel and its content together
/// @param readability d, the smallest step of the display
public record BalanceIdentity(String model, String serialNumber, Mass maximum, Mass readability) {

    /// Whether this is a wire simulator: its records are never passed off as real ones.
    public boolean simulated() {
        return serialNumber.startsWith("SIM");
    }
}

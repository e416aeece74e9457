package io.prepstation.model.check;

import io.prepstation.model.mass.Mass;

/// One test weight on the pan, as a person saw it and took it over.
///
/// @param empty what the balance showed at rest before the weight was put on
/// @param loaded what it showed at rest with it
/// @param rawFrame the answer `loaded` was read from
public record CheckReading(
        String weightId, Mass nominal, Mass tolerance, Mass empty, Mass loaded, String rawFrame) {

    public Mass net() {
        return loaded.minus(empty);
    }

    /// What the balance shows too much; negative if it shows too little.
    public Mass deviation() {
        return net().minus(nominal);
    }

    public boolean inside() {
        return deviation().abs().isAtMost(tolerance);
    }
}

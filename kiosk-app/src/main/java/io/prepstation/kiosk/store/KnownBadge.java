package io.prepstation.kiosk.store;

import java.time.Instant;

/// A person whom the hub has recognised here before.
///
/// @param badgeHash of the badge's code
/// @param pinHash under this station's own pepper
/// @param offlineUntil after that the hub must be asked again
public record KnownBadge(
        LabKey lab, String badgeHash, String userId, String pinHash, Instant offlineUntil) {

    /// Never the hashes.
    @Override
    public String toString() {
        return "badge of " + userId + " in " + lab + " until " + offlineUntil;
    }
}

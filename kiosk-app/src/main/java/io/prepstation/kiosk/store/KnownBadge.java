package io.prepstation.kiosk.store;

import java.time.Instant;

/// A person whom the hub has recognised here before.
///
/// @param badgeHash of the badge's code
/// @param pinHash under this station's own pepper
/// @param offlineUntil after that the hub must be asked again
/// @param version how often badge or PIN had been replaced at the hub by then
public record KnownBadge(
        LabKey lab,
        String badgeHash,
        String userId,
        String pinHash,
        Instant offlineUntil,
        int version) {

    /// Never the hashes.
    @Override
    public String toString() {
        return "badge of " + userId + " in " + lab + " until " + offlineUntil;
    }
}

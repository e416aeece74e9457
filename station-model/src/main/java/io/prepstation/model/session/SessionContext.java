package io.prepstation.model.session;

import io.prepstation.model.formula.Amount;

/// The circumstances of a session that its record keeps beside the session itself.
///
/// @param operatorName as printed, kept even if the user is renamed later
/// @param timeZone IANA name of the lab's zone
/// @param configHash SHA-256 of the effective configuration the session ran under, hexadecimal
/// @param revision 1, and one more for each correction after a refusal by the hub
public record SessionContext(
        String labId,
        String stationId,
        String formulaCode,
        String formulaName,
        int formulaVersionNo,
        String operatorName,
        Amount amount,
        String balanceModel,
        String balanceSerial,
        boolean simulated,
        String timeZone,
        String configHash,
        int revision) {}

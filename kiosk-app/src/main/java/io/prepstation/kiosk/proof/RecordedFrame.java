package io.prepstation.kiosk.proof;

import io.prepstation.model.session.Dispense;

/// A frame of the balance and the weight that was recorded from it.
///
/// @param dispenseId of the weight; a rejected one has an id too, but no dispense in the database
/// @param balance serial number
/// @param raw the bytes the balance sent, one character a byte (ISO 8859-1)
/// @param at when it was confirmed, in epoch milliseconds
public record RecordedFrame(
        String dispenseId,
        String sessionId,
        String stepId,
        String balance,
        String displayed,
        String unit,
        String raw,
        long at) {

    public static RecordedFrame of(String sessionId, Dispense dispense) {
        return new RecordedFrame(
                dispense.id(),
                sessionId,
                dispense.stepId(),
                dispense.balanceSerial(),
                dispense.displayed(),
                dispense.unit(),
                dispense.rawFrame(),
                dispense.at().toEpochMilli());
    }

    /// Whether the weight in the database is the one that was read from this frame.
    public boolean isOf(Dispense dispense) {
        return dispense.id().equals(dispenseId)
                && dispense.rawFrame().equals(raw)
                && dispense.displayed().equals(displayed)
                && dispense.unit().equals(unit)
                && dispense.balanceSerial().equals(balance);
    }
}

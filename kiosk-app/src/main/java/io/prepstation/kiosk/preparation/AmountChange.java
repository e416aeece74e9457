package io.prepstation.kiosk.preparation;

import io.prepstation.model.formula.Amount;

/// The wish to make another amount than the session was created for.
///
/// @param by user id
public record AmountChange(Amount amount, BalanceSetup balance, String by) {}

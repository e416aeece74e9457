package io.prepstation.kiosk.preparation;

import io.prepstation.model.formula.BatchSize;

/// The wish to make another amount than the session was created for.
///
/// @param by user id
public record AmountChange(BatchSize size, BalanceSetup balance, String by) {}

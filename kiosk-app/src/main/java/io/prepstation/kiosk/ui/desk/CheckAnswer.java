package io.prepstation.kiosk.ui.desk;

import io.prepstation.model.check.BalanceCheck;

/// What became of a check that was to be kept.
public sealed interface CheckAnswer {

    record Kept(BalanceCheck check) implements CheckAnswer {}

    /// @param message what is wrong and what to do
    record NotKept(String message) implements CheckAnswer {}
}

package io.prepstation.kiosk.preparation;

import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.people.User;
import org.jspecify.annotations.Nullable;

/// A wish to prepare a formula.
///
/// @param size how much; null for the amount the formula is given for
public record CreateRequest(
        String formulaCode, @Nullable BatchSize size, User operator, BalanceSetup balance) {}

package io.prepstation.kiosk.preparation;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.people.User;
import org.jspecify.annotations.Nullable;

/// A wish to prepare a formula.
///
/// @param amount how much; null for the amount the formula is given for
public record CreateRequest(
        String formulaCode, @Nullable Amount amount, User operator, BalanceSetup balance) {}

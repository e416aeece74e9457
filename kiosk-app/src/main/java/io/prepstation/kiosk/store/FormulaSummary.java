package io.prepstation.kiosk.store;

import io.prepstation.model.formula.Formula;
import java.util.OptionalInt;

/// One line of the list of formulas.
///
/// @param approvedVersionNo the highest approved version, whether or not it is effective yet
public record FormulaSummary(Formula formula, OptionalInt approvedVersionNo, boolean locked) {}

package io.prepstation.model.catalogue;

import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Deviation;
import java.math.BigDecimal;
import java.util.Set;

/// A line of a formula as a file brings it: the ingredient is named, not yet known by its id.
///
/// @param casNumber empty if there is none
record DraftLine(
        Cells cells,
        int sequence,
        String ingredientCode,
        String ingredientName,
        String casNumber,
        BigDecimal targetG,
        Deviation lower,
        Deviation upper,
        Set<LineRule> rules) {}

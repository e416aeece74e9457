package io.prepstation.hub.store;

import io.prepstation.model.formula.Formula;
import org.jspecify.annotations.Nullable;

/// A formula of a lab and which of its versions is in use.
///
/// @param currentVersionId the approved one with the highest number whose first day has come; null if there is none
public record LabFormula(Formula formula, String labId, @Nullable String currentVersionId) {}

package io.prepstation.kiosk.ui.review;

import io.prepstation.model.material.Hazards;

/// A line of the formula as the review shows it.
///
/// @param problem why it cannot be weighed; empty if it can
public record ReviewLine(
        String number,
        String name,
        String code,
        String target,
        String limits,
        Hazards hazards,
        String problem) {}

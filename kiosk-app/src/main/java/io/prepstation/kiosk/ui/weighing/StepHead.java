package io.prepstation.kiosk.ui.weighing;

import io.prepstation.model.material.Hazards;

/// What is to be weighed now.
///
/// @param place `Step 3 of 7`
/// @param code the ingredient's, which its label carries
/// @param formula code and amount of the whole
public record StepHead(
        String place, String name, String code, String formula, String target, Hazards hazards) {}

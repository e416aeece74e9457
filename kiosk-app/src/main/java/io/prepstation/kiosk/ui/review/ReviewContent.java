package io.prepstation.kiosk.ui.review;

import java.util.List;

/// The formula at an amount, in words.
///
/// @param code the formula's
/// @param version number and since when it is valid
/// @param problems how many lines cannot be weighed, as a sentence; empty if all can
public record ReviewContent(
        String code,
        String name,
        String version,
        String amount,
        List<ReviewLine> lines,
        String problems) {

    public ReviewContent {
        lines = List.copyOf(lines);
    }
}

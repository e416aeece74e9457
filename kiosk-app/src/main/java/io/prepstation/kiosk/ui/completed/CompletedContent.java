package io.prepstation.kiosk.ui.completed;

import io.prepstation.model.label.LabelLayout;

/// @param picture of the label, as it is printed
/// @param hash the record hash that was signed
/// @param label what became of the printed label; empty without a printer
/// @param atHub whether the hub's receipt is stored and the hub has not lost it since: only then may the screen say so
public record CompletedContent(
        LabelLayout picture,
        String title,
        String summary,
        String signature,
        String hash,
        boolean atHub,
        String hub,
        String label) {}

package io.prepstation.kiosk.ui.signing;

import io.prepstation.kiosk.ui.words.RecordLine;
import io.prepstation.model.label.LabelLayout;
import java.util.List;

/// What is about to be signed.
///
/// @param picture of the label, as it is printed
/// @param signer as the signature will read
/// @param saving whether the signature is being committed
public record SigningContent(
        LabelLayout picture,
        String title,
        List<RecordLine> lines,
        List<String> deviations,
        String signer,
        boolean saving) {

    public SigningContent {
        lines = List.copyOf(lines);
        deviations = List.copyOf(deviations);
    }
}

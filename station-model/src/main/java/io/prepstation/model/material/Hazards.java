package io.prepstation.model.material;

import java.util.List;

/// The GHS label of an ingredient, as shown during the whole step.
///
/// @param signalWord `Danger`, `Warning`, or empty if there is none
/// @param pictograms GHS codes, `GHS07`
/// @param statements H and P statements with their code, `H319 Causes serious eye irritation`
public record Hazards(String signalWord, List<String> pictograms, List<String> statements) {

    public static final Hazards NONE = new Hazards("", List.of(), List.of());

    public Hazards {
        pictograms = List.copyOf(pictograms);
        statements = List.copyOf(statements);
    }

    public boolean isEmpty() {
        return signalWord.isEmpty() && pictograms.isEmpty() && statements.isEmpty();
    }
}

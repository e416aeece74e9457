package io.prepstation.model.session;

import io.prepstation.model.people.Signature;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something a person stood for while a session ran, as the formula asks it; no deviation.
///
/// @param kind `hazards` that were read, or a weight that was `witnessed`
/// @param text what was read; empty for a weight
/// @param by user id
/// @param dispenseId the weight; null where it is about none
/// @param signature of a witness, bound to the record as it was with the weight; null for hazards
public record Attestation(
        String stepId,
        String kind,
        String text,
        Instant at,
        String by,
        @Nullable String dispenseId,
        @Nullable Signature signature) {

    /// The hazards of an ingredient were read; once per ingredient and session (WEI-14).
    public static final String HAZARDS = "hazards";

    /// A second person saw a weight on the balance (REC-2).
    public static final String WITNESSED = "witnessed";
}

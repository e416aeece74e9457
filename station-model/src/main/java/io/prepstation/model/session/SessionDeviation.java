package io.prepstation.model.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something in a session that did not go as planned and stays in its record.
///
/// @param kind `near_miss`, `interrupted`, `overshoot`, `aborted`
/// @param reasonCode a code of the lab's list, or empty where the kind says it all
public record SessionDeviation(
        @Nullable String stepId,
        String kind,
        String reasonCode,
        String text,
        Instant at,
        String by) {}

package io.prepstation.model.session;

import io.prepstation.model.people.Signature;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something in a session that did not go as planned and stays in its record.
///
/// @param kind `near_miss`, `interrupted`, `overshoot`, `override`, `aborted`, `manual_weight`,
///     `balance_not_ready`
/// @param reasonCode a code of the lab's list, or empty where the kind says it all
/// @param signature whoever stands for it, bound to the record as it was just before; null where nobody must
public record SessionDeviation(
        @Nullable String stepId,
        String kind,
        String reasonCode,
        String text,
        Instant at,
        String by,
        @Nullable Signature signature) {

    /// More of an ingredient went in than its upper limit.
    public static final String OVERSHOOT = "overshoot";

    /// A weight outside its limits that a supervisor stands for.
    public static final String OVERRIDE = "override";

    /// It was begun on a balance whose check was due or failed, because the site only warns.
    public static final String BALANCE_NOT_READY = "balance_not_ready";

    /// A mass that was typed, for which somebody stands (WEI-10).
    public static final String MANUAL_WEIGHT = "manual_weight";

    /// What a supervisor put right after the hub had refused the session (SES-2).
    public static final String CORRECTION = "correction";

    public SessionDeviation(
            @Nullable String stepId,
            String kind,
            String reasonCode,
            String text,
            Instant at,
            String by) {
        this(stepId, kind, reasonCode, text, at, by, null);
    }
}

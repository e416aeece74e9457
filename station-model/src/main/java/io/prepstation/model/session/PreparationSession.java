package io.prepstation.model.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attempt to prepare a formula (SES-1).
///
/// @param id UUIDv7 made at the station, lasting
/// @param attemptNo earlier sessions of this formula in this lab file, plus one
/// @param operator the user id of whoever started it
/// @param endedAt null while it runs
public record PreparationSession(
        String id,
        String formulaId,
        @Nullable String formulaVersionId,
        int attemptNo,
        SessionStatus status,
        String operator,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /// The same session ended.
    ///
    /// @throws IllegalStateException for a move SES-2 does not allow
    public PreparationSession ended(SessionStatus end, Instant at) {
        if (!status.mayBecome(end)) {
            throw new IllegalStateException(
                    "session " + id + " is " + status.word() + " and cannot become " + end.word());
        }
        return new PreparationSession(
                id, formulaId, formulaVersionId, attemptNo, end, operator, startedAt, at);
    }
}

package io.prepstation.kiosk.store;

import io.prepstation.model.session.SessionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the list of sessions.
///
/// @param atHub whether the hub's receipt of it is stored, and it does not go up again because the hub lost it
public record SessionSummary(
        String id,
        String formulaCode,
        String formulaName,
        int attemptNo,
        SessionStatus status,
        String operatorName,
        Instant startedAt,
        @Nullable Instant endedAt,
        boolean simulated,
        boolean atHub) {}

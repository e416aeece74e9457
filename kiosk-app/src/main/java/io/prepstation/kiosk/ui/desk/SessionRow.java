package io.prepstation.kiosk.ui.desk;

import io.prepstation.model.session.SessionStatus;
import java.time.Instant;

/// A session as a list shows it.
///
/// @param atHub whether a verified receipt of the hub is stored, and it does not go up again because the hub lost it
public record SessionRow(
        String id,
        String formulaCode,
        String formulaName,
        int attempt,
        SessionStatus status,
        String operator,
        Instant startedAt,
        boolean atHub) {}

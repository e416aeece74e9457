package io.prepstation.kiosk.preparation;

import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.SessionRecord;
import org.jspecify.annotations.Nullable;

/// A session that was running when the station stopped (SES-9).
///
/// @param checkpoint what last stood on the balance in an open step; null if none was begun
public record Interrupted(SessionRecord record, @Nullable Checkpoint checkpoint) {}

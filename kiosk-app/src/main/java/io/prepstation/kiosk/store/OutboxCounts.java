package io.prepstation.kiosk.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the header shows of the queue.
///
/// @param waiting operations that are sent when their time comes
/// @param oldestWaiting when the first of them was created
/// @param held operations that wait for someone to act, because the hub does not let the station in
/// @param rejected operations that the hub refused for good
public record OutboxCounts(int waiting, @Nullable Instant oldestWaiting, int held, int rejected) {}

package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.ClockOffset;
import io.prepstation.model.sync.Pull;
import org.jspecify.annotations.Nullable;

/// A page of the hub's feed, and the place it was asked from: it is taken in only if the station still stands there.
///
/// @param clock how far the station's clock is from the hub's; null if that could not be told
public record FeedPage(String from, Pull.Page page, @Nullable ClockOffset clock) {}

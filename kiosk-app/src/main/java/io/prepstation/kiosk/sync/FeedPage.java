package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.Pull;

/// A page of the hub's feed, and the place it was asked from: it is taken in only if the station still stands there.
public record FeedPage(String from, Pull.Page page) {}

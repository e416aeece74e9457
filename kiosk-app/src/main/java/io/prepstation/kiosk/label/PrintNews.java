package io.prepstation.kiosk.label;

import io.prepstation.kiosk.store.PrintJob.Status;

/// What became of a label.
///
/// @param detail what to do, if it is not printed; else empty
public record PrintNews(String sessionId, int copy, Status status, String detail) {}

package io.prepstation.kiosk.ui.queued;

/// Something known of a waiting change, with what it is called.
record Fact(String label, String value) {}

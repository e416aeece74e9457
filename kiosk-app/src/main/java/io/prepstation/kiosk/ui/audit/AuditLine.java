package io.prepstation.kiosk.ui.audit;

/// One audit event in words.
///
/// @param what its kind, with what belongs to it
public record AuditLine(String number, String at, String by, String what) {}

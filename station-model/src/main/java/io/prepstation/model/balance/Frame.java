package io.prepstation.model.balance;

import java.time.Instant;

/// The bytes of one complete answer of a balance and when they were complete.
///
/// @param number counts the frames of one connection upwards, so that "newer" needs no clock
/// @param raw the bytes without terminator, one character a byte (ISO 8859-1)
/// @param receivedAt when the last byte arrived at the station
public record Frame(long number, String raw, Instant receivedAt) {}

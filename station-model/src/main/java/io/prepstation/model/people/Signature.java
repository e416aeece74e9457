package io.prepstation.model.people;

import java.time.Instant;

/// Who stands for a record, bound to its exact content by hash (REC-2).
///
/// @param name as printed, kept even if the user is renamed later
/// @param localTime the same moment in the lab's zone with offset, ISO 8601
/// @param recordHash SHA-256 of the signed record, hexadecimal
public record Signature(
        String userId,
        String name,
        Meaning meaning,
        Instant at,
        String localTime,
        String recordHash,
        Authentication authentication) {}

package io.prepstation.hub.store;

import java.time.ZoneId;

/// A laboratory of a tenant.
///
/// @param demo whether sessions weighed on a simulated balance are taken
public record Lab(String id, String tenantId, String name, ZoneId timeZone, boolean demo) {}

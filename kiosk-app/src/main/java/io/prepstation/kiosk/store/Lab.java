package io.prepstation.kiosk.store;

import java.time.ZoneId;

/// The lab a file belongs to, as the hub describes it.
///
/// @param timeZone days such as a version's first day of validity are days in it
/// @param demo its records are never passed off as real ones
public record Lab(LabKey key, String name, ZoneId timeZone, boolean demo) {}

package io.prepstation.hub;

import java.time.ZoneId;

/// What a hub is made for.
///
/// @param demo whether the lab takes sessions of simulated balances
public record NewHub(String tenant, String lab, String labName, ZoneId timeZone, boolean demo) {}

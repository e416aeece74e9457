package io.prepstation.kiosk.sync;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// How sync behaves on this station, and where it gets time and chance from.
///
/// @param autoSync whether anything is sent without a person asking; can be changed while running
public record SyncSetup(
        SyncRules rules,
        HubTimeouts timeouts,
        boolean autoSync,
        InstantSource clock,
        RandomGenerator random) {}

package io.prepstation.kiosk.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a demonstration is to show.
///
/// @param out where pictures, `session.json` and the state of both programs go
/// @param hubClassPath of the hub program, which runs in a process of its own
/// @param demoData the folder with `formulas.csv` and `hazards.csv`
/// @param balanceProtocol what the simulated balance speaks
/// @param seed of the balance's noise and the operator's hand
/// @param databaseUrl of a PostgreSQL on which two hubs serve; null for one hub with a file of its own
public record DemoOptions(
        Path out,
        String hubClassPath,
        Path demoData,
        String formulaCode,
        long seed,
        boolean headless,
        boolean offlineUntilComplete,
        Fault fault,
        String balanceProtocol,
        @Nullable String databaseUrl) {}

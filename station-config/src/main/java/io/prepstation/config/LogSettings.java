package io.prepstation.config;

import io.prepstation.config.ValueTypes.Choice;
import io.prepstation.config.ValueTypes.Switch;
import java.util.List;

/// How much the station writes to its journal.
///
/// @param debugOffline switches the loggers of store, session and sync to verbose (OPS-8)
public record LogSettings(Level level, boolean debugOffline) {

    /// From this level upwards a line is written.
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    private static final Key<Level> LEVEL =
            Key.of("log.level", Choice.of(Level.values()), "From this level upwards is written.");
    private static final Key<Boolean> DEBUG_OFFLINE =
            Key.of(
                    "log.debug_offline",
                    new Switch(),
                    "Whether store, session and sync write everything, to follow a problem.");

    static final Section SECTION =
            new Section(
                    "log", "What goes to the journal.", List.of(LEVEL, DEBUG_OFFLINE), List.of());

    static LogSettings from(Values values) {
        return new LogSettings(values.get(LEVEL), values.get(DEBUG_OFFLINE));
    }
}

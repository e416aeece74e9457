package io.prepstation.kiosk.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.prepstation.config.LogSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// How much goes to the journal, as the configuration says (OPS-8).
final class Journal {

    /// The loggers by which a problem between store and hub is followed.
    private static final List<String> OFFLINE =
            List.of("Store", "Session", "SyncEngine", "SyncPush", "SyncPull", "NetworkMonitor");

    private Journal() {}

    /// As often as the settings change; a logger without a level of its own has that of all.
    static void apply(LogSettings settings) {
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.valueOf(settings.level().name()));
        List.of("io.netty", "io.vertx").forEach(library -> logger(library).setLevel(Level.WARN));
        @Nullable Level offline = settings.debugOffline() ? Level.DEBUG : null;
        OFFLINE.forEach(name -> logger(name).setLevel(offline));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}

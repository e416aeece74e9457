package io.prepstation.kiosk;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// What some loggers write while it is open, on whichever thread. Use it as a resource.
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final List<Logger> loggers;
    private final boolean verbose;

    private LogLines(boolean verbose, String... names) {
        this.verbose = verbose;
        this.loggers =
                Stream.of(names).map(name -> (Logger) LoggerFactory.getLogger(name)).toList();
        start();
        for (Logger logger : loggers) {
            if (verbose) {
                logger.setLevel(Level.DEBUG);
            }
            logger.addAppender(this);
        }
    }

    /// Down to what only `debug_offline` shows.
    public static LogLines verbose(String... names) {
        return new LogLines(true, names);
    }

    /// As much as they write now.
    public static LogLines of(String... names) {
        return new LogLines(false, names);
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    /// Each as `Logger: message`.
    public String text() {
        return events.stream()
                .map(event -> event.getLoggerName() + ": " + event.getFormattedMessage())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        for (Logger logger : loggers) {
            logger.detachAppender(this);
            if (verbose) {
                logger.setLevel(null);
            }
        }
        stop();
    }
}

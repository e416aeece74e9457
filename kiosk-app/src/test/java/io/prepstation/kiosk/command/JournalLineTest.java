package io.prepstation.kiosk.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournalLineTest {

    private final LoggerContext context = new LoggerContext();

    private String line(Level level, String time, @Nullable Throwable failure) {
        Logger logger = context.getLogger("Store");
        LoggingEvent event =
                new LoggingEvent(
                        JournalLineTest.class.getName(),
                        logger,
                        level,
                        "commit took {} ms",
                        failure,
                        new Object[] {7});
        event.setInstant(at(time));
        return new JournalLine().doLayout(event);
    }

    private static Instant at(String time) {
        return LocalDateTime.parse("2026-11-21T" + time).atZone(ZoneId.systemDefault()).toInstant();
    }

    @Test
    void an_event_is_one_line() {
        assertEquals(
                "14:02:11.345 WARN  Store: commit took 7 ms" + System.lineSeparator(),
                line(Level.WARN, "14:02:11.345678", null));
    }

    @Test
    void the_time_always_has_its_milliseconds() {
        assertTrue(line(Level.DEBUG, "14:02:11", null).startsWith("14:02:11.000 DEBUG Store"));
        assertTrue(line(Level.INFO, "14:02:00", null).startsWith("14:02:00.000 INFO  Store"));
    }

    @Test
    void an_exception_stands_behind_it_in_the_same_line() {
        String text =
                line(Level.ERROR, "00:00:00", new IllegalStateException("no\ndisk \u001b[2J"));

        assertEquals(1, text.lines().count(), text);
        assertTrue(text.contains(" | java.lang.IllegalStateException: no | disk"), text);
        assertTrue(text.contains("\\u001b[2J"), text);
    }

    @Test
    void what_somebody_typed_begins_no_line() {
        LoggingEvent event =
                new LoggingEvent(
                        JournalLineTest.class.getName(),
                        context.getLogger("Store"),
                        Level.WARN,
                        "no user {}",
                        null,
                        new Object[] {"x\n14:02:11.345 INFO  Store: all is well"});
        event.setInstant(at("14:02:11"));

        assertEquals(
                "14:02:11.000 WARN  Store: no user x\\n14:02:11.345 INFO  Store: all is well"
                        + System.lineSeparator(),
                new JournalLine().doLayout(event));
    }
}

package io.prepstation.kiosk.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.prepstation.kiosk.store.LiveQuery;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.session.SessionRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Tag("SES-6")
class OpeningTest {

    @TempDir Path folder;
    SampleBench bench;
    final List<Duration> waited = new ArrayList<>();
    final ListAppender<ILoggingEvent> journal = new ListAppender<>();
    final List<Logger> loggers =
            List.of(
                    (Logger) LoggerFactory.getLogger("Session"),
                    (Logger) LoggerFactory.getLogger("Store"));

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
        journal.start();
        for (Logger logger : loggers) {
            logger.setLevel(Level.DEBUG);
            logger.addAppender(journal);
        }
    }

    @AfterEach
    void close() {
        for (Logger logger : loggers) {
            logger.detachAppender(journal);
            logger.setLevel(null);
        }
        bench.close();
    }

    SessionReader reader(OpeningRetry.Waiter waiter) {
        return new SessionReader(
                bench.database(),
                InstantSource.fixed(SampleBench.NOW),
                "station-1",
                OpeningRetry.DEFAULT,
                waiter);
    }

    @Nested
    class When_a_session_is_not_there {

        @Test
        void it_is_read_three_times_300_ms_apart() throws InterruptedException {
            assertEquals(new Opening.NotFound("unknown"), reader(waited::add).open("unknown"));

            assertEquals(List.of(Duration.ofMillis(300), Duration.ofMillis(300)), waited);
        }

        @Test
        void one_that_comes_meanwhile_is_opened() throws InterruptedException {
            List<SessionRecord> created = new ArrayList<>();

            Opening opening =
                    reader(_ -> created.add(bench.created(SampleLab.THREE))).open("id-00000001");

            assertEquals(new Opening.Opened(created.getFirst()), opening);
        }

        @Test
        void a_store_that_is_closed_is_said_to_be_unreadable() throws InterruptedException {
            bench.close();

            assertInstanceOf(Opening.Unreadable.class, reader(_ -> {}).open("id-00000001"));
        }
    }

    @Nested
    @Tag("SES-8")
    class When_followed_in_the_journal {

        @Test
        void the_lines_are_those_of_the_requirement() throws InterruptedException {
            SessionRecord created = bench.created(SampleLab.THREE);
            try (LiveQuery _ = bench.reader().follow(created, _ -> {})) {
                try (LiveQuery _ = bench.reader().follow(created.id(), _ -> {})) {
                    reader(_ -> {}).open("unknown");
                }
            }

            assertEquals(
                    List.of(
                            "commit took n ms",
                            "prep-start created " + created.id(),
                            "prep-detail id " + created.id() + " from-state true",
                            "prep-detail id " + created.id() + " from-state false",
                            "prep-detail retry 1 not found",
                            "prep-detail retry 2 not found"),
                    journal.list.stream()
                            .map(ILoggingEvent::getFormattedMessage)
                            .map(line -> line.replaceAll("took \\d+ ms", "took n ms"))
                            .toList());
        }
    }
}

package io.prepstation.kiosk.command;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigResult;
import io.prepstation.config.LogSettings;
import io.prepstation.kiosk.LogLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Tag("OPS-8")
class JournalWatchTest {

    private static final List<String> OFFLINE =
            List.of("Store", "Session", "SyncEngine", "SyncPush", "SyncPull", "NetworkMonitor");

    private static final int BROKEN = 77;

    @TempDir Path folder;
    private final LogSettings packaged = ConfigReader.defaults().config().log();
    private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<ConfigResult.Loaded> heard = new CopyOnWriteArrayList<>();
    private final List<ConfigResult.Problems> faults = new CopyOnWriteArrayList<>();
    private JournalWatch watch;

    @BeforeEach
    void start() {
        Journal.apply(packaged);
        watch = JournalWatch.start(folder, packaged, Duration.ofMillis(5), this::hear);
    }

    @AfterEach
    void as_it_was() {
        watch.close();
        root.setLevel(before);
        OFFLINE.forEach(name -> logger(name).setLevel(null));
    }

    private void hear(ConfigResult files) {
        switch (files) {
            case ConfigResult.Loaded loaded -> {
                heard.add(loaded);
                if (loaded.config().bench().daysAfterOpening() == BROKEN) {
                    throw new IllegalStateException("a mistake in the program");
                }
            }
            case ConfigResult.Problems problems -> faults.add(problems);
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    private void drop(String toml) throws Exception {
        Path dropIn = Files.createDirectories(folder.resolve("conf.d")).resolve("90-look.toml");
        Path unfinished = folder.resolve("unfinished");
        Files.writeString(unfinished, toml);
        Files.move(unfinished, dropIn, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isVerbose(String logger) {
        return logger(logger).isDebugEnabled();
    }

    @Test
    void debug_offline_makes_six_verbose_and_quiet_again_without_a_restart() throws Exception {
        assertEquals(0, OFFLINE.stream().filter(JournalWatchTest::isVerbose).count());

        drop("[log]\ndebug_offline = true\n");
        await().atMost(60, SECONDS)
                .until(() -> OFFLINE.stream().allMatch(JournalWatchTest::isVerbose));
        assertFalse(isVerbose("Kiosk"));

        Files.delete(folder.resolve("conf.d/90-look.toml"));
        await().atMost(60, SECONDS)
                .until(() -> OFFLINE.stream().noneMatch(JournalWatchTest::isVerbose));
    }

    @Test
    void a_configuration_with_a_problem_changes_nothing_and_is_named() throws Exception {
        try (LogLines log = LogLines.of("Journal")) {
            drop("[log]\ndebug_offline = true\nlevel = \"loud\"\n");
            await().atMost(60, SECONDS).until(() -> log.text().contains("log.level"));

            assertTrue(log.text().contains("stays as it is"), log::text);
            assertFalse(isVerbose("Store"));
            assertTrue(heard.stream().noneMatch(one -> one.config().log().debugOffline()));
            await().atMost(60, SECONDS).until(() -> !faults.isEmpty());
        }
    }

    @Test
    @Tag("OPS-2")
    void a_mistake_in_the_program_ends_no_following() throws Exception {
        drop("[bench]\ndays_after_opening = " + BROKEN + "\n");
        await().atMost(60, SECONDS)
                .until(() ->
                        heard.stream()
                                .anyMatch(
                                        one -> one.config().bench().daysAfterOpening() == BROKEN));

        drop("[sync]\nauto_sync_enabled = false\n");

        await().atMost(60, SECONDS).until(() -> !heard.getLast().config().sync().autoSync());
    }

    @Test
    @Tag("OPS-2")
    void what_is_still_being_written_is_taken_once_it_stays_as_it_is() throws Exception {
        List<ConfigResult> taken = new ArrayList<>();
        Path file = folder.resolve("conf.d/90-look.toml");
        try (JournalWatch byHand =
                JournalWatch.start(folder, packaged, Duration.ofDays(1), taken::add)) {
            drop("[sync]\n");
            Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
            byHand.look();
            drop("[sync]\nauto_sync_enabled = false\n");
            Files.setLastModifiedTime(file, FileTime.fromMillis(2000));
            byHand.look();
            assertEquals(List.of(), taken);

            byHand.look();
            byHand.look();

            assertEquals(1, taken.size());
            assertFalse(((ConfigResult.Loaded) taken.getFirst()).config().sync().autoSync());
        }
    }

    @Test
    @Tag("OPS-2")
    void the_rest_is_given_on() throws Exception {
        drop("[sync]\nauto_sync_enabled = false\n");

        await().atMost(60, SECONDS).until(() -> !heard.isEmpty());
        assertFalse(heard.getLast().config().sync().autoSync());
    }
}

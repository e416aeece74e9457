package io.prepstation.kiosk.command;

import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigReport;
import io.prepstation.config.ConfigResult;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.config.ConfigResult.Problems;
import io.prepstation.config.LogSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the configuration's files while the kiosk runs: `log.level` and `log.debug_offline` hold at once, so that a problem can
/// be looked at while it lasts (OPS-8); the rest is given on, to hold between two preparations. Nothing is taken from files
/// with a problem.
final class JournalWatch implements AutoCloseable {

    static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger("Journal");

    private final Path directory;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("journal").factory());
    private LogSettings applied;
    private Map<Path, FileTime> seen = Map.of();

    /// A look before: what still changes is being written.
    private Map<Path, FileTime> last = Map.of();

    private final Consumer<ConfigResult> changed;

    private JournalWatch(Path directory, LogSettings applied, Consumer<ConfigResult> changed) {
        this.directory = directory;
        this.applied = applied;
        this.changed = changed;
    }

    /// @param directory where `station.toml` and `conf.d` lie
    /// @param applied what holds already
    /// @param changed hears what the files come to hold; with a problem, nothing that they held before is wanted any more
    static JournalWatch start(
            Path directory, LogSettings applied, Duration pause, Consumer<ConfigResult> changed) {
        JournalWatch watch = new JournalWatch(directory, applied, changed);
        var _ =
                watch.looking.scheduleWithFixedDelay(
                        watch::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    /// What fails once is looked at again: an executor would keep it from ever running again, without a word.
    void look() {
        Map<Path, FileTime> now = files();
        try {
            if (now.equals(last) && !now.equals(seen)) {
                seen = now;
                read();
            }
        } catch (RuntimeException e) {
            log.error("the configuration could not be followed", e);
        }
        last = now;
    }

    private void read() {
        switch (ConfigReader.read(directory)) {
            case Loaded loaded -> {
                apply(loaded.config().log());
                changed.accept(loaded);
            }
            case Problems problems -> {
                log.warn(
                        "everything stays as it is, because the configuration has problems: {}",
                        String.join("; ", ConfigReport.check(problems)));
                changed.accept(problems);
            }
        }
    }

    private void apply(LogSettings settings) {
        if (!settings.equals(applied)) {
            applied = settings;
            Journal.apply(settings);
            log.info(
                    "from now on log.level = {}, log.debug_offline = {}",
                    settings.level(),
                    settings.debugOffline());
        }
    }

    /// When each was last changed; one that comes or goes meanwhile is seen the next time.
    private Map<Path, FileTime> files() {
        Map<Path, FileTime> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(directory, 2)) {
            for (Path file : all.toList()) {
                files.put(file, Files.getLastModifiedTime(file));
            }
        } catch (IOException | UncheckedIOException e) {
            log.debug("{} is not read to its end: {}", directory, e.toString());
        }
        return files;
    }
}

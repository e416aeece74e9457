package io.prepstation.kiosk.demo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real kiosk with its screens, whose configuration is changed while it runs.
@Tag("OPS-2")
class ChangedConfigurationTest {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final String IN_FORCE = "another configuration is in force, ";

    @TempDir Path folder;
    private String session;
    private Process kiosk;

    /// A preparation was begun and is not finished.
    @BeforeEach
    void started() throws Exception {
        Files.createDirectories(config().resolve("conf.d"));
        Files.createDirectories(folder.resolve("run"));
        Files.writeString(
                config().resolve("station.toml"),
                "[station]\nsign_in = \"chosen\"\n[camera]\nkind = \"none\"\n");
        try (StationDatabase station = StationDatabase.open(data())) {
            station.save(
                    StationEnrolment.alone(SampleLab.KEY, "station-1", "epoch", SampleBench.NOW));
        }
        try (SampleBench bench = SampleBench.in(data())) {
            session = bench.created(SampleLab.THREE).id();
        }
        ProcessBuilder program =
                new ProcessBuilder(
                                JavaPrograms.headless(
                                        System.getProperty("java.class.path"),
                                        List.of(),
                                        "io.prepstation.kiosk.command.Main",
                                        List.of(
                                                "kiosk",
                                                "--headless",
                                                "--data",
                                                data().toString(),
                                                "--config",
                                                config().toString())))
                        .redirectErrorStream(true)
                        .redirectOutput(log().toFile());
        program.environment().put("RUNTIME_DIRECTORY", folder.resolve("run").toString());
        kiosk = program.start();
        says("is open for " + SampleLab.KEY);
    }

    @AfterEach
    void stop() throws InterruptedException {
        kiosk.destroyForcibly().waitFor();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path config() {
        return folder.resolve("config");
    }

    private Path log() {
        return folder.resolve("kiosk.log");
    }

    private String said() throws IOException {
        return Files.readString(log());
    }

    private void says(String text) {
        await().atMost(LONGEST)
                .untilAsserted(
                        () -> assertTrue(said().contains(text), () -> text + " in " + log()));
    }

    private void drop(String toml) throws IOException {
        Path unfinished = folder.resolve("unfinished");
        Files.writeString(unfinished, toml);
        Files.move(
                unfinished,
                config().resolve("conf.d/50-site.toml"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void preparationIsGivenUp() throws Exception {
        try (SampleBench bench = SampleBench.reopened(data())) {
            SampleBench.saved(bench.service().fail(session, "spilled", "", "u-op"));
        }
    }

    @Test
    void it_holds_once_the_preparation_is_over_and_no_sooner() throws Exception {
        drop("[bench]\nday_after_opening = 3\n");
        says("50-site.toml:2:1: bench.day_after_opening");
        assertFalse(said().contains(IN_FORCE));

        drop("[bench]\ndays_after_opening = 3\n");
        says("the new configuration waits until no session is open");
        assertFalse(said().contains(IN_FORCE));

        preparationIsGivenUp();

        Loaded changed = (Loaded) ConfigReader.read(config());
        says(IN_FORCE + changed.hash() + ": bench.days_after_opening");
    }

    @Test
    void what_only_another_start_brings_is_named_and_holds_nothing_else_up() throws Exception {
        preparationIsGivenUp();

        drop("[bench]\ndays_after_opening = 3\n[station]\nlanguage = \"de\"\n");
        says("waits for another start, because of station.language");
        assertFalse(said().contains(IN_FORCE));

        drop("[bench]\ndays_after_opening = 3\n");
        says(IN_FORCE);
    }

    /// As an upgrade asks for it; systemd then starts it anew.
    @Test
    @Tag("OPS-1")
    void asked_to_end_it_waits_for_the_preparation() throws Exception {
        Files.createFile(folder.resolve("run/restart"));
        says("another start waits until no session is open");
        assertTrue(kiosk.isAlive());

        preparationIsGivenUp();

        assertTrue(kiosk.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS), said());
        assertEquals(0, kiosk.exitValue());
    }
}

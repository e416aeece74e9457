package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.model.record.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nights of eight virtual hours with two stations, sometimes a copied card, and a hub: the product's own store, outbox,
/// core and hub, each on its own database; only the wire, the clocks and chance are the test's. Afterwards the network
/// is mended and everything must be where it belongs. The same seed is the same night.
@Tag("SYN-4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightSimulationTest {

    /// Of the build; `scripts/prove simulation` runs the rest.
    private static final int SHORT = Integer.getInteger("nights.count", 1000);

    private static final long FIRST = Long.getLong("nights.first", 0);

    /// In so many nights everything happens that can happen to what refers to a thing that is gone.
    private static final int ENOUGH_FOR_ORPHANS = 200;

    private Process program;
    private BufferedReader answers;
    private PrintWriter questions;

    @BeforeAll
    void start() throws IOException {
        program =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:+UseSerialGC",
                                "-ea",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dslf4j.internal.verbosity=ERROR",
                                "-cp",
                                System.getProperty("java.class.path"),
                                NightProgram.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        answers = program.inputReader(StandardCharsets.UTF_8);
        questions = new PrintWriter(program.outputWriter(StandardCharsets.UTF_8));
    }

    /// It ends when nobody can ask any more.
    @AfterAll
    void stop() throws Exception {
        questions.close();
        boolean ended = program.waitFor(10, TimeUnit.SECONDS);
        program.destroyForcibly();
        answers.close();
        assertTrue(ended, "the program of the nights does not end");
    }

    private <T> T ask(String question, Class<T> answer) throws Exception {
        questions.println(question);
        questions.flush();
        String line = answers.readLine();
        assertTrue(line != null, "the program of the nights ended at " + question);
        return Json.read(Json.parseObject(line), answer);
    }

    @Test
    @Order(1)
    void whatever_happens_nothing_is_lost_doubled_or_different() throws Exception {
        NightRuns.Passed passed =
                ask("pass %d %d".formatted(FIRST, SHORT), NightRuns.Passed.class);
        System.out.println(passed.told());
        assertEquals(List.of(), passed.broken());
        System.out.println("orphans: " + passed.orphans());
        if (SHORT >= ENOUGH_FOR_ORPHANS) {
            Set<String> happened = passed.orphans().keySet();
            assertTrue(happened.contains("set aside"), "nothing was set aside");
            for (Way way : List.of(Way.QUEUE, Way.KEEP, Way.REMOVE)) {
                assertTrue(
                        happened.stream().anyMatch(one -> one.startsWith(way + " ")),
                        "nobody chose " + way);
            }
        }
    }

    @Test
    void the_same_seed_is_the_same_night() throws Exception {
        String first = ask("trace 7", NightProgram.Said.class).text();
        assertFalse(first.isEmpty());
        assertEquals(first, ask("trace 7", NightProgram.Said.class).text());
    }

    @ParameterizedTest
    @EnumSource(NightRule.class)
    void a_protection_taken_away_is_noticed(NightRule rule) throws Exception {
        String noticed = ask("without " + rule, NightProgram.Said.class).text();
        assertFalse(noticed.isEmpty(), rule + " was missed by nobody");
        System.out.println(noticed);
    }
}

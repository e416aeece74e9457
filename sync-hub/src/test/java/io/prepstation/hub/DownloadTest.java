package io.prepstation.hub;

import static io.prepstation.hub.EnrolmentTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-3")
class DownloadTest {

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.in(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Nested
    class With_approved_formulas {

        @BeforeEach
        void approve() throws Exception {
            hub.importDemoFormulas(Optional.of(RunningHub.MANAGER));
        }

        @Test
        @Tag("SYN-14")
        void parents_come_before_children_and_the_last_line_counts() throws Exception {
            List<ObjectNode> lines = station.download();

            assertEquals(
                    List.of("labs", "users", "ingredients", "formulas", "formula_versions", ""),
                    lines.stream()
                            .map(line -> line.path("entityType").asText())
                            .distinct()
                            .toList());
            ObjectNode end = lines.getLast();
            assertTrue(end.path("end").asBoolean());
            assertEquals(lines.size() - 1, end.path("entities").asInt());
            assertEquals(0, end.path("deletions").asInt());
            assertTrue(end.path("nextCursor").asText().startsWith(station.enrolment.feedEpoch()));
        }

        @Test
        void a_formula_says_which_version_is_in_use() throws Exception {
            var version = station.version("PRM00936");

            assertEquals("approved", version.status());
            assertEquals(4, version.lines().size());
            assertEquals("80.000", version.lines().getFirst().targetQtyG());
        }

        @Test
        void an_ingredient_comes_with_its_hazards() throws Exception {
            var sds =
                    station.ingredients().values().stream()
                            .filter(it -> it.code().equals("ING-0071"))
                            .findFirst()
                            .orElseThrow();

            assertEquals("Danger", sds.signalWord());
            assertEquals(List.of("GHS02", "GHS05", "GHS07"), sds.pictograms());
            assertEquals(7, sds.hazards().size());
        }

        @Test
        @Tag("SYN-14")
        void it_comes_compressed_to_whoever_takes_that() throws Exception {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(hub.url() + "/api/sync/download"))
                            .header("Authorization", station.bearer())
                            .header("Accept-Encoding", "gzip")
                            .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                var answer = client.send(request, BodyHandlers.ofByteArray());
                assertEquals("gzip", answer.headers().firstValue("content-encoding").orElse(""));
                try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
                    String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
                    assertEquals(station.get("/api/sync/download").body(), text);
                }
            }
        }

        @Test
        void only_what_was_asked_for_comes() throws Exception {
            var answer = station.get("/api/sync/download?labId=lab-1&entityTypes=formulas,labs");

            List<String> types =
                    answer.body()
                            .lines()
                            .map(DownloadTest::parse)
                            .map(line -> line.path("entityType").asText())
                            .distinct()
                            .toList();
            assertEquals(List.of("labs", "formulas", ""), types);
            assertEquals(
                    "application/x-ndjson", answer.headers().firstValue("Content-Type").orElse(""));
            assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        }
    }

    @Nested
    class With_drafts_only {

        @Test
        void formulas_come_without_a_version_so_that_a_station_can_say_why() throws Exception {
            hub.importDemoFormulas(Optional.empty());

            List<ObjectNode> lines = station.download();

            var formulas =
                    lines.stream()
                            .filter(line -> line.path("entityType").asText().equals("formulas"))
                            .toList();
            assertEquals(7, formulas.size());
            assertTrue(
                    formulas.stream().noneMatch(line -> line.path("data").has("currentVersionId")));
            assertTrue(
                    lines.stream()
                            .noneMatch(line ->
                                    line.path("entityType").asText().equals("formula_versions")));
        }
    }

    @Nested
    class A_version_of_tomorrow {

        @Test
        void is_in_use_when_its_day_has_come_in_the_labs_zone() throws Exception {
            FormulaFiles.importCsv(hub, FormulaFiles.PBS_FROM_TOMORROW, Optional.of("mia"));

            assertFalse(currentVersionIsTold());
            // 23:30 UTC is the next day in Berlin.
            hub.clock.advance(Duration.ofHours(14).plusMinutes(30));
            assertTrue(currentVersionIsTold());
        }

        private boolean currentVersionIsTold() throws Exception {
            return station.download().stream()
                    .anyMatch(line -> line.path("data").has("currentVersionId"));
        }
    }

    @Nested
    class A_wrong_question {

        @Test
        void is_answered_with_a_problem() throws Exception {
            assertProblem(403, "OTHER_LAB", station.get("/api/sync/download?labId=lab-2"));
            assertProblem(400, "MALFORMED", station.get("/api/sync/download?entityTypes=cats"));
        }
    }

    private static ObjectNode parse(String line) {
        try {
            return Json.parseObject(line);
        } catch (io.prepstation.model.record.MalformedJson e) {
            throw new AssertionError(line, e);
        }
    }
}

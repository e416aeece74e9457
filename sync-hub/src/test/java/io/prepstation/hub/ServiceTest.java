package io.prepstation.hub;

import static io.prepstation.hub.EnrolmentTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.PrivateKeyFile;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("OPS-7")
class ServiceTest {

    @TempDir Path directory;

    private RunningHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.in(directory.resolve("hub"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Nested
    class Anybody {

        @Test
        void may_ask_whether_the_hub_is_well() throws Exception {
            assertEquals("UP", status("/health/live"));
            assertEquals("UP", status("/health/ready"));
        }

        @Test
        void gets_a_problem_for_what_is_not_there() throws Exception {
            assertProblem(404, "NOT_FOUND", hub.get("/nothing"));
            assertProblem(404, "NOT_FOUND", hub.get("/api/other"));
            assertProblem(405, "NOT_ALLOWED", hub.post("/health/live", ""));
            assertProblem(404, "NOT_FOUND", hub.get("/..%2f..%2fetc/passwd"));
        }

        @Test
        void may_not_have_answers_of_the_api_kept_by_caches() throws Exception {
            var answer = hub.get("/api/sessions");

            assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
            assertEquals(
                    "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
            assertEquals("Bearer", answer.headers().firstValue("WWW-Authenticate").orElse(""));
        }

        @Test
        void must_not_send_large_bodies() throws Exception {
            assertProblem(413, "TOO_LARGE", hub.post("/api/stations/enrol", "a".repeat(20 * 1024)));
            assertProblem(
                    415,
                    "UNKNOWN_ENCODING",
                    hub.post("/api/stations/enrol", "{}", "Content-Encoding", "br"));
        }

        private String status(String path) throws Exception {
            var answer = hub.get(path);
            assertEquals(200, answer.statusCode());
            return Json.parseObject(answer.body()).path("status").asText();
        }
    }

    @Nested
    class The_contract {

        @Test
        void is_valid_openapi_and_names_exactly_what_the_hub_does() throws Exception {
            Set<String> operations = new TreeSet<>();
            ListedOperations.of(hub, directory)
                    .forEach(operation ->
                            operations.add(
                                    operation.getHttpMethod() + " " + operation.getOpenAPIPath()));
            assertEquals(
                    new TreeSet<>(
                            Set.of(
                                    "GET /api/attachments/{sha256}",
                                    "GET /api/audit/heads",
                                    "GET /api/sessions",
                                    "GET /api/sessions/{id}",
                                    "GET /api/sync/conflicts",
                                    "GET /api/sync/download",
                                    "GET /api/sync/entries",
                                    "GET /api/sync/live",
                                    "GET /api/sync/pull",
                                    "GET /api/sync/sessions",
                                    "GET /api/sync/sessions/{id}",
                                    "GET /api/sync/sums",
                                    "GET /health/live",
                                    "GET /health/ready",
                                    "GET /metrics",
                                    "GET /openapi.yaml",
                                    "POST /api/attachments",
                                    "POST /api/people/login",
                                    "POST /api/people/pin",
                                    "POST /api/stations/enrol",
                                    "POST /api/stations/report",
                                    "POST /api/stations/token",
                                    "POST /api/sync/download",
                                    "POST /api/sync/push",
                                    "POST /api/sync/resolve-conflict",
                                    "POST /api/sync/undo-resolution",
                                    "POST /api/sync/upload",
                                    "PUT /api/attachments/{sha256}")),
                    operations);
        }
    }

    @Nested
    class A_body_that_is_not_as_the_contract_has_it {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "/api/sync/push | {} | operations",
                    "/api/sync/push | {\"operations\":7} | operations",
                    "/api/sync/push | {\"operations\":[{\"id\":\"a\"}]} | operations[0].operation",
                    "/api/sync/push | {\"operations\":[],\"stationEpoch\":\"a b\"} | stationEpoch",
                    "/api/sync/upload | {\"session\":{}} | session.id",
                    "/api/sync/resolve-conflict | {\"conflictId\":\"c\",\"baseVersion\":1,\"resolution\":{\"type\":\"mine\"}} | resolution.type",
                    "/api/sync/undo-resolution | {\"conflictId\":\"c\"} | baseVersion",
                    "/api/people/login | {\"badge\":\"b\",\"pin\":4} | pin",
                    "/api/stations/enrol | {\"code\":\"ABCD-EFGH\"} | name",
                })
        @Tag("SYN-3")
        void gets_a_problem_that_names_the_member(String path, String body, String field)
                throws Exception {
            TestStation station = TestStation.enrolledAt(hub);

            var answer = hub.post(path, body, "Authorization", station.bearer());

            assertProblem(400, "MALFORMED", answer);
            var problem = Json.parseObject(answer.body());
            assertEquals(field, problem.path("field").asText());
            assertTrue(problem.path("detail").asText().startsWith(field), answer.body());
        }
    }

    @Nested
    class The_data_directory {

        @Test
        void opens_to_its_owner_only() throws Exception {
            DataDirectory data = new DataDirectory(directory.resolve("new"));
            Administration.init(
                    data.root(),
                    new NewHub("acme", "lab-1", "Lab 1", ZoneOffset.UTC, true),
                    hub.clock);

            assertEquals("rwx------", permissions(data.root()));
            assertEquals("rwx------", permissions(data.keys()));
            assertEquals("rw-------", permissions(data.receiptKey()));
        }

        @Test
        void with_another_receipt_key_is_not_served() throws Exception {
            PrivateKeyFile.write(
                    new DataDirectory(hub.data).receiptKey(),
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());

            var failure =
                    assertThrows(
                            StoreException.class,
                            () -> Hub.start(HubSettings.loopback(hub.data, hub.clock)));

            assertTrue(failure.getMessage().contains("put the original key file back"));
        }

        @Test
        void of_another_hub_is_left_as_it_is() {
            var again = new NewHub("t", "l", "l", java.time.ZoneOffset.UTC, false);

            var failure =
                    assertThrows(
                            StoreException.class,
                            () -> Administration.init(hub.data, again, hub.clock));

            assertTrue(failure.getMessage().contains("already"));
        }

        /// What a command finds may be a file beside the credential of the hub's unit.
        @Test
        @Tag("STO-9")
        void of_a_former_program_gets_the_peppers_mark_by_the_hub_and_not_by_a_command()
                throws Exception {
            Path mark = new DataDirectory(hub.data).keys().resolve("pepper.mark");
            String first = Files.readString(mark);
            Files.delete(mark);

            hub.administration().close();
            assertFalse(Files.exists(mark));

            hub.restart();
            assertEquals(first, Files.readString(mark));
        }

        private String permissions(Path path) throws IOException {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        }
    }

    @Nested
    class A_taken_port {

        @Test
        void is_said_by_its_number() {
            int port = java.net.URI.create(hub.url()).getPort();

            var failure =
                    assertThrows(
                            IOException.class,
                            () -> Hub.start(new HubSettings(hub.data, port, true, hub.clock)));

            assertTrue(failure.getMessage().contains("127.0.0.1:" + port), failure.getMessage());
        }
    }
}

package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.tls.ShownCertificate;
import io.prepstation.model.record.Sha256;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// A hub that shows a certificate of somebody else's authority.
@Tag("OPS-7")
class OwnCertificateTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir Path data;

    private OwnChain company;
    private KeyPair key;

    @BeforeEach
    void make() throws Exception {
        Administration.init(data, new NewHub("acme", "lab-1", "Lab", ZoneOffset.UTC, true), CLOCK);
        company = new OwnChain(Instant.now());
        key = OwnChain.newKey("EC");
    }

    private Hub hub(String... names) throws Exception {
        return Hub.start(new HubSettings(data, 0, false, List.of(names), CLOCK));
    }

    private String refusal(String... names) {
        return assertThrows(StoreException.class, () -> hub(names).close()).getMessage();
    }

    private static void assertServed(Hub hub, X509Certificate trusted) throws Exception {
        URI url =
                URI.create("https://localhost:" + URI.create(hub.url()).getPort() + "/health/live");
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(TlsTest.trusting(trusted)).build()) {
            assertEquals(
                    200,
                    client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                            .statusCode());
        }
    }

    @Nested
    class That_fits {

        @ParameterizedTest
        @ValueSource(strings = {"EC", "RSA"})
        void is_shown_and_trusted_by_its_root(String algorithm) throws Exception {
            KeyPair pair = OwnChain.newKey(algorithm);
            OwnChain.use(
                    data,
                    pair,
                    company.server(pair, MONTH, "localhost"),
                    company.middle,
                    company.root);

            try (Hub hub = hub("localhost")) {
                assertTrue(hub.url().startsWith("https://localhost:"), hub.url());
                assertServed(hub, company.root);
            }
        }

        @Test
        void is_pinned_by_its_last_certificate() throws Exception {
            OwnChain.use(
                    data, key, company.server(key, MONTH, "hub"), company.middle, company.root);
            assertPin(company.root);

            OwnChain.use(data, key, company.server(key, MONTH, "hub"), company.middle);
            assertPin(company.middle);
        }

        @Test
        void may_have_a_star_for_the_first_label() throws Exception {
            OwnChain.use(data, key, company.server(key, MONTH, "*.lab.example"), company.middle);

            hub("hub.lab.example").close();
            assertTrue(refusal("lab.example").contains("*.lab.example"));
            assertTrue(refusal("a.hub.lab.example").contains("*.lab.example"));
        }

        @Test
        void leaves_the_authority_of_the_hub_for_the_day_it_is_taken_away() throws Exception {
            byte[] before = Files.readAllBytes(new DataDirectory(data).authorityCertificate());
            OwnChain.use(data, key, company.server(key, MONTH, "hub"), company.middle);
            hub("hub").close();

            Files.delete(data.resolve("hub.toml"));
            hub().close();

            assertArrayEquals(
                    before, Files.readAllBytes(new DataDirectory(data).authorityCertificate()));
        }

        private void assertPin(X509Certificate expected) throws Exception {
            try (Administration administration = Administration.open(data, CLOCK)) {
                assertEquals(Sha256.hex(expected.getEncoded()), administration.certificatePin());
            }
        }
    }

    /// Whoever has it can pass himself off as the hub.
    @Nested
    class Whose_key_others_may_read {

        private Path file;

        @BeforeEach
        void use() throws Exception {
            OwnChain.use(data, key, company.server(key, MONTH, "hub"), company.middle);
            file = data.resolve("hub.key");
            open(data, "rwxr-xr-x");
        }

        private static void open(Path path, String permissions) throws Exception {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }

        private Optional<String> warning() throws Exception {
            return new ShownCertificate(new DataDirectory(data), List.of("hub"), CLOCK).warning();
        }

        @Test
        void is_warned_of_with_what_to_do() throws Exception {
            open(file, "rw-r--r--");

            assertEquals(
                    Optional.of(
                            "everybody on this machine may read the private key %1$s; close it: chmod o= %1$s"
                                    .formatted(file)),
                    warning());
        }

        @Test
        void is_nothing_to_warn_of_if_the_file_or_its_folder_is_closed_to_them() throws Exception {
            open(file, "rw-r-----");
            assertEquals(Optional.empty(), warning());

            open(file, "rw-r--r--");
            open(data, "rwx------");
            assertEquals(Optional.empty(), warning());
        }

        @Test
        void stands_in_the_journal_when_the_hub_starts() throws Exception {
            open(file, "rw-r--r--");
            Logger logger = (Logger) LoggerFactory.getLogger(CertificateWatch.class);
            ListAppender<ILoggingEvent> said = new ListAppender<>();
            said.start();
            logger.addAppender(said);
            try {
                hub("hub").close();
            } finally {
                logger.detachAppender(said);
            }

            String text = said.list.getFirst().getFormattedMessage();
            assertTrue(text.contains("may read the private key " + file), text);
        }
    }

    /// Says what, where, and what to do, and serves nobody.
    @Nested
    class That_does_not_fit {

        @Test
        void because_a_file_is_missing() throws Exception {
            OwnChain.use(data, key, company.server(key, MONTH, "hub"), company.middle);
            Files.delete(data.resolve("hub.key"));
            assertEquals(
                    "cannot read the private key "
                            + data.resolve("hub.key")
                            + " that hub.toml names; it must be there and readable by the hub's user",
                    refusal("hub"));

            Files.delete(data.resolve("hub.crt"));
            assertEquals(
                    "cannot read the certificate "
                            + data.resolve("hub.crt")
                            + " that hub.toml names; it must be there and readable by the hub's user",
                    refusal("hub"));
        }

        @Test
        void because_the_key_is_another_ones() throws Exception {
            OwnChain.use(
                    data, OwnChain.newKey("EC"), company.server(key, MONTH, "hub"), company.middle);

            assertTrue(refusal("hub").contains("is not that of the first certificate"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
        void because_the_key_has_another_form(String label) throws Exception {
            OwnChain.use(data, key, company.server(key, MONTH, "hub"), company.middle);
            Path file = data.resolve("hub.key");
            Files.writeString(file, Files.readString(file).replace("PRIVATE KEY", label));

            assertTrue(refusal("hub").contains("openssl pkey -in " + file));
        }

        @Test
        void because_it_has_expired() throws Exception {
            OwnChain.use(
                    data, key, company.server(key, Duration.ofDays(-1), "hub"), company.middle);

            assertTrue(refusal("hub").contains("the certificate of CN=Hub is good from"));
        }

        @Test
        void because_it_is_for_other_names() throws Exception {
            OwnChain.use(data, key, company.server(key, MONTH, "elsewhere"), company.middle);

            assertTrue(
                    refusal("hub")
                            .contains("is for elsewhere, and stations reach this hub by hub"));
            assertTrue(refusal().contains("serve --host NAME"));
        }

        @Test
        void because_stations_have_nothing_to_pin() throws Exception {
            OwnChain.use(data, key, company.server(key, MONTH, "hub"));

            assertTrue(refusal("hub").contains("append that of CN=Middle"));
        }

        @Test
        void because_its_order_is_wrong() throws Exception {
            OwnChain.use(
                    data, key, company.server(key, MONTH, "hub"), company.root, company.middle);

            assertTrue(refusal("hub").contains("CN=Hub was not issued by the next one, CN=Root"));
        }

        @Test
        void because_the_file_holds_none() throws Exception {
            OwnChain.use(data, key);
            assertTrue(refusal("hub").contains("no certificate in " + data.resolve("hub.crt")));
        }
    }

    @Nested
    class Settings {

        @Test
        void that_say_half_are_refused() throws Exception {
            Files.writeString(data.resolve("hub.toml"), "certificate = \"hub.crt\"\n");

            assertTrue(refusal("hub").contains("certificate without private_key"));
        }

        @Test
        void that_say_something_unknown_are_refused_by_line() throws Exception {
            Files.writeString(data.resolve("hub.toml"), "# ours\ncertificates = \"hub.crt\"\n");

            assertTrue(refusal("hub").startsWith(data.resolve("hub.toml") + ":2 is no setting"));
        }
    }
}

package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.store.DataDirectory;
import io.prepstation.model.record.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("OPS-7")
class TlsTest {

    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir Path directory;

    private DataDirectory data;
    private Hub hub;

    @BeforeEach
    void start() throws Exception {
        data = made("hub");
        hub = Hub.start(new HubSettings(data.root(), 0, false, List.of("hub.example"), CLOCK));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void whoever_trusts_the_hubs_authority_is_served() throws Exception {
        assertTrue(hub.url().startsWith("https://hub.example:"), hub.url());
        assertEquals(200, askTrusting(data, "localhost").statusCode());
        assertEquals(200, askTrusting(data, "127.0.0.1").statusCode());
    }

    @Test
    void the_certificate_is_made_anew_at_each_start_under_the_same_authority() throws Exception {
        int before = askTrusting(data, "localhost").statusCode();
        hub.close();
        hub = Hub.start(new HubSettings(data.root(), 0, false, CLOCK));

        assertEquals(before, askTrusting(data, "localhost").statusCode());
    }

    @Test
    void whoever_trusts_another_authority_turns_away() throws Exception {
        DataDirectory other = made("other");

        assertThrows(SSLHandshakeException.class, () -> askTrusting(other, "localhost"));
    }

    @Test
    void the_cookie_of_a_person_goes_over_tls_only() throws Exception {
        String password;
        try (Administration administration = Administration.open(data.root(), CLOCK)) {
            password = administration.webSessions().oneTimePassword("admin", "hub").orElseThrow();
        }
        URI url = URI.create("https://localhost:" + URI.create(hub.url()).getPort() + "/ui/login");
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(authority(data))).build()) {
            HttpRequest signIn =
                    HttpRequest.newBuilder(url)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Origin", "https://" + url.getAuthority())
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "user=admin&password=" + password))
                            .build();
            String cookie =
                    client.send(signIn, BodyHandlers.ofString())
                            .headers()
                            .firstValue("Set-Cookie")
                            .orElse("none");
            assertTrue(cookie.contains("; Secure"), cookie);
        }
    }

    @Test
    void plain_http_gets_no_answer() {
        URI url =
                URI.create("http://localhost:" + URI.create(hub.url()).getPort() + "/health/live");
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThrows(
                    IOException.class,
                    () ->
                            client.send(
                                    HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()));
        }
    }

    @Test
    void the_pin_is_the_hash_of_the_authoritys_certificate() throws Exception {
        try (Administration administration = Administration.open(data.root(), CLOCK)) {
            assertEquals(Sha256.hex(authority(data).getEncoded()), administration.certificatePin());
        }
    }

    private DataDirectory made(String name) throws Exception {
        Path path = directory.resolve(name);
        Administration.init(path, new NewHub("acme", "lab-1", "Lab", ZoneOffset.UTC, true), CLOCK);
        return new DataDirectory(path);
    }

    private HttpResponse<String> askTrusting(DataDirectory authority, String host)
            throws Exception {
        URI url =
                URI.create(
                        "https://" + host + ":" + URI.create(hub.url()).getPort() + "/health/live");
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(authority(authority))).build()) {
            return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
        }
    }

    private static X509Certificate authority(DataDirectory data) throws Exception {
        try (InputStream pem = Files.newInputStream(data.authorityCertificate())) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    static SSLContext trusting(X509Certificate authority) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("hub", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.tls.ServerIdentity;
import io.prepstation.hub.tls.ShownCertificate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A hub that goes on serving for longer than its certificate is good.
@Tag("OPS-7")
class CertificateRenewalTest {

    private static final Duration YEAR = Duration.ofDays(365);

    private final MovableClock clock = new MovableClock();

    @TempDir Path data;
    private Hub hub;

    @BeforeEach
    void make() throws Exception {
        Administration.init(data, new NewHub("acme", "lab-1", "Lab", ZoneOffset.UTC, true), clock);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void start() throws Exception {
        hub = Hub.start(new HubSettings(data, 0, false, List.of("localhost"), clock));
    }

    private X509Certificate shownLater(Duration later) throws Exception {
        clock.advance(later);
        hub.lookAtCertificate();
        try (SSLSocket socket = connected()) {
            return shown(socket);
        }
    }

    private SSLSocket connected() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Looking()}, new SecureRandom());
        SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket("127.0.0.1", URI.create(hub.url()).getPort());
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static X509Certificate shown(SSLSocket socket) throws Exception {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    private boolean isGood(X509Certificate certificate) {
        return clock.instant().isAfter(certificate.getNotBefore().toInstant())
                && clock.instant().isBefore(certificate.getNotAfter().toInstant());
    }

    @Nested
    class Of_its_own_authority {

        @Test
        void is_another_one_well_before_the_end() throws Exception {
            start();
            X509Certificate first = shownLater(Duration.ZERO);

            assertEquals(first, shownLater(Duration.ofDays(260)));
            X509Certificate second = shownLater(Duration.ofDays(10));
            assertNotEquals(first, second);
            assertEquals(second, shownLater(Duration.ofDays(260)));
            assertTrue(isGood(shownLater(Duration.ofDays(10))));
            assertTrue(isGood(shownLater(YEAR.multipliedBy(3))));
        }

        @Test
        void is_tried_again_after_it_could_not_be_shown() throws Exception {
            start();
            ShownCertificate certificate =
                    new ShownCertificate(new DataDirectory(data), List.of("localhost"), clock);
            ServerIdentity first = certificate.identity();
            clock.advance(Duration.ofDays(300));
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            certificate.renew(_ -> {
                                throw new IllegalStateException("cannot be shown");
                            }));
            assertEquals(first, certificate.identity());
            List<ServerIdentity> shown = new ArrayList<>();

            certificate.renew(shown::add);

            assertEquals(List.of(certificate.identity()), shown);
            assertNotEquals(first, certificate.identity());
        }

        @Test
        void is_taken_up_without_cutting_off_whoever_is_connected() throws Exception {
            start();
            try (SSLSocket before = connected()) {
                shownLater(YEAR);
                before.getOutputStream()
                        .write(
                                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));

                assertTrue(before.getInputStream().read() >= 0, "the connection was closed");
            }
        }

        @Test
        void is_spoken_the_same_protocols_under() throws Exception {
            start();
            try (SSLSocket before = connected()) {
                String spoken = before.getApplicationProtocol();
                shownLater(YEAR);
                try (SSLSocket after = connected()) {
                    assertEquals(spoken, after.getApplicationProtocol());
                    assertNotEquals(shown(before), shown(after));
                }
            }
        }

        @Test
        void is_another_one_once_the_clock_is_set_that_was_years_behind() throws Exception {
            clock.advance(YEAR.multipliedBy(-5));
            start();

            assertTrue(isGood(shownLater(YEAR.multipliedBy(5))));
        }

        @Test
        void is_another_one_once_the_clock_is_set_that_was_ahead() throws Exception {
            clock.advance(YEAR);
            start();

            assertTrue(isGood(shownLater(YEAR.negated())));
        }
    }

    @Nested
    class That_was_given {

        private final Duration month = Duration.ofDays(30);
        private OwnChain company;
        private KeyPair key;

        @BeforeEach
        void give() throws Exception {
            company = new OwnChain(clock.instant());
            key = OwnChain.newKey("EC");
            OwnChain.use(
                    data,
                    key,
                    company.server(key, month, "localhost"),
                    company.middle,
                    company.root);
            start();
        }

        @Test
        void is_another_one_once_the_files_are() throws Exception {
            KeyPair newKey = OwnChain.newKey("EC");
            X509Certificate renewed = company.server(newKey, month.multipliedBy(3), "localhost");
            OwnChain.write(data, newKey, renewed, company.middle, company.root);

            assertEquals(renewed, shownLater(Duration.ofDays(20)));
        }

        @Test
        void stays_while_the_files_are_not_whole() throws Exception {
            X509Certificate first = shownLater(Duration.ZERO);
            Files.writeString(data.resolve("hub.crt"), "-----BEGIN CERTI");

            assertEquals(first, shownLater(Duration.ofDays(1)));
        }

        @Test
        void is_said_to_end_also_while_the_files_are_not_whole() throws Exception {
            Files.writeString(data.resolve("hub.crt"), "-----BEGIN CERTI");
            Logger logger = (Logger) LoggerFactory.getLogger(CertificateWatch.class);
            ListAppender<ILoggingEvent> said = new ListAppender<>();
            said.start();
            logger.addAppender(said);
            try {
                shownLater(Duration.ofDays(20));
            } finally {
                logger.detachAppender(said);
            }

            String text = said.list.getLast().getFormattedMessage();
            assertTrue(text.contains("keeps the certificate it shows"), text);
            assertTrue(text.contains("the hub's certificate ends at "), text);
        }

        @Test
        void stays_if_the_next_one_is_of_another_authority() throws Exception {
            X509Certificate first = shownLater(Duration.ZERO);
            OwnChain other = new OwnChain(clock.instant());
            OwnChain.write(
                    data, key, other.server(key, month, "localhost"), other.middle, other.root);

            assertEquals(first, shownLater(Duration.ofDays(1)));
        }

        @Test
        void is_shown_to_its_end_where_nobody_renews_it() throws Exception {
            X509Certificate first = shownLater(Duration.ZERO);

            assertEquals(first, shownLater(month.plusDays(1)));
            assertFalse(isGood(first));
        }
    }

    /// Takes every certificate: whether it is good is asked of the clock that can be moved.
    private static final class Looking implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String method) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String method) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

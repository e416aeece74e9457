package io.prepstation.kiosk.sync;

import io.prepstation.model.record.Sha256;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Finds the hub's own certificate authority by its pin, so that a station trusts exactly that one and nothing has to be
/// put into any trust store. Nothing is sent before the authority was found: only its certificate is looked at.
final class PinnedAuthority {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private PinnedAuthority() {}

    /// The authority in PEM; empty if the hub shows none with that pin.
    ///
    /// @param pin SHA-256 of the certificate, hexadecimal, blanks and colons do not matter
    /// @throws IOException if there is no TLS at that address
    static Optional<String> find(HubAddress hub, String pin) throws IOException {
        String wanted = pin.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
        for (X509Certificate certificate : shown(hub)) {
            byte[] der = encoded(certificate);
            if (Sha256.hex(der).equals(wanted)) {
                return Optional.of(pem(der));
            }
        }
        return Optional.empty();
    }

    private static X509Certificate[] shown(HubAddress hub) throws IOException {
        Looking looking = new Looking();
        try (Socket plain = new Socket()) {
            plain.connect(
                    new InetSocketAddress(hub.host(), hub.port()), (int) PATIENCE.toMillis());
            plain.setSoTimeout((int) PATIENCE.toMillis());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {looking}, new SecureRandom());
            try (SSLSocket secure =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(plain, hub.host(), hub.port(), true)) {
                secure.startHandshake();
            }
            return looking.seen.get();
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no TLS", e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was received has its encoding", e);
        }
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }

    /// Takes every certificate, because none is trusted for it: the connection ends before anything is sent.
    private static final class Looking implements X509TrustManager {

        private final AtomicReference<X509Certificate[]> seen =
                new AtomicReference<>(new X509Certificate[0]);

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String method) {
            seen.set(Arrays.copyOf(chain, chain.length));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String method)
                throws CertificateException {
            throw new CertificateException("a station serves nobody");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

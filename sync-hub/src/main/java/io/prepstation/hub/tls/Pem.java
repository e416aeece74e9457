package io.prepstation.hub.tls;

import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/// The text form of keys and certificates.
final class Pem {

    private Pem() {}

    static String certificate(X509Certificate certificate) {
        return block("CERTIFICATE", der(certificate));
    }

    static String key(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate in memory has its encoding", e);
        }
    }

    private static String block(String label, byte[] content) {
        return "-----BEGIN "
                + label
                + "-----\n"
                + Base64.getMimeEncoder().encodeToString(content)
                + "\n-----END "
                + label
                + "-----\n";
    }
}

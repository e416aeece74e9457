package io.prepstation.hub.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// What the server shows when a station connects.
///
/// @param certificates PEM, the server's first, then the authority's
/// @param privateKey PEM, PKCS#8
/// @param from when the server's certificate begins to be good
/// @param until when it ends
public record ServerIdentity(String certificates, String privateKey, Instant from, Instant until) {

    static ServerIdentity of(List<X509Certificate> chain, PrivateKey key) {
        return new ServerIdentity(
                chain.stream().map(Pem::certificate).collect(Collectors.joining()),
                Pem.key(key),
                chain.getFirst().getNotBefore().toInstant(),
                chain.getFirst().getNotAfter().toInstant());
    }
}

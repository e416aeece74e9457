package io.prepstation.hub.tls;

/// What the server shows when a station connects.
///
/// @param certificates PEM, the server's first, then the authority's
/// @param privateKey PEM, PKCS#8
public record ServerIdentity(String certificates, String privateKey) {}

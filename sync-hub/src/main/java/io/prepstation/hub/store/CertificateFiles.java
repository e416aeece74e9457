package io.prepstation.hub.store;

import java.nio.file.Path;

/// Where a certificate lies that somebody else made for the hub.
///
/// @param chain PEM: the hub's certificate, then those that issued each other, an authority's last
/// @param privateKey PEM, PKCS#8, without a password
public record CertificateFiles(Path chain, Path privateKey) {}

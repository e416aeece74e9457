package io.prepstation.hub.tls;

import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.PrivateKeyFile;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;

/// The hub's own certificate authority. Stations pin its certificate when they enrol, so the server's certificate can be
/// made anew at every start, for whatever names the machine has by then.
public final class CertificateAuthority {

    private static final String ALGORITHM = "EC";
    private static final String CURVE = "secp256r1";

    private final X509Certificate certificate;
    private final PrivateKey key;

    private CertificateAuthority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /// Makes an authority and writes it into the data directory.
    ///
    /// @param name of whom it is, shown in the certificate
    public static CertificateAuthority create(DataDirectory directory, String name, Instant now)
            throws StoreException {
        KeyPair pair = newPair();
        X509Certificate certificate = new Certificates(now).authority(name, pair);
        PrivateKeyFile.write(directory.authorityKey(), pair.getPrivate());
        write(directory.authorityCertificate(), Pem.certificate(certificate));
        return new CertificateAuthority(certificate, pair.getPrivate());
    }

    /// @throws StoreException if its files are missing or damaged
    public static CertificateAuthority open(DataDirectory directory) throws StoreException {
        PrivateKey key = PrivateKeyFile.read(directory.authorityKey(), ALGORITHM);
        return new CertificateAuthority(read(directory.authorityCertificate()), key);
    }

    /// What stations pin: SHA-256 of the certificate (DER), hexadecimal.
    public String pin() {
        return Sha256.hex(Pem.der(certificate));
    }

    /// A new certificate for these names and addresses of the machine, with a new key that is never stored.
    public ServerIdentity issue(List<String> names, Instant now) {
        KeyPair pair = newPair();
        X509Certificate server = new Certificates(now).server(names, pair, certificate, key);
        return ServerIdentity.of(List.of(server, certificate), pair.getPrivate());
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CURVE, e);
        }
    }

    private static void write(Path file, String text) throws StoreException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new StoreException("cannot write the certificate " + file, e);
        }
    }

    private static X509Certificate read(Path file) throws StoreException {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreException(
                    "cannot read the certificate " + file + "; restore it from where it was kept",
                    e);
        }
    }
}

package io.prepstation.hub.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makes X.509 certificates as of a moment (RFC 5280).
final class Certificates {

    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(20 * 365);
    static final Duration SERVER_LIFE = Duration.ofDays(397);
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private final Instant now;

    Certificates(Instant now) {
        this.now = now;
    }

    X509Certificate authority(String name, KeyPair pair) {
        X500Name subject =
                new X500NameBuilder(BCStyle.INSTANCE)
                        .addRDN(BCStyle.O, name)
                        .addRDN(BCStyle.CN, "Prepstation hub authority")
                        .build();
        try {
            var extensions = new JcaX509ExtensionUtils();
            var builder = builder(subject, subject, pair.getPublic(), AUTHORITY_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(pair.getPublic()));
            return signed(builder, pair.getPrivate());
        } catch (GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException("our own certificate has no form", e);
        }
    }

    /// @param names the first is the certificate's subject; addresses are told from names by their form
    X509Certificate server(
            List<String> names, KeyPair pair, X509Certificate issuer, PrivateKey issuerKey) {
        X500Name subject =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, names.getFirst()).build();
        X500Name authority = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
        GeneralName[] alternatives =
                names.stream().map(Certificates::alternative).toArray(GeneralName[]::new);
        try {
            var extensions = new JcaX509ExtensionUtils();
            var builder = builder(authority, subject, pair.getPublic(), SERVER_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(issuer.getPublicKey()));
            return signed(builder, issuerKey);
        } catch (GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException("our own certificate has no form", e);
        }
    }

    private X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Duration life) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                serial(key),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(life)),
                subject,
                key);
    }

    /// The key is new for each certificate and random enough for its number.
    private static BigInteger serial(PublicKey key) {
        String digits = io.prepstation.model.record.Sha256.hex(key.getEncoded());
        return new BigInteger(digits.substring(0, 30), 16);
    }

    private static GeneralName alternative(String name) {
        boolean address = name.matches("[0-9.]+") || name.contains(":");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("every Java platform has " + SIGNATURE, e);
        }
    }
}

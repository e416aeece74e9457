package io.prepstation.hub;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A company's authority beside the hub: a root, one below it, and what that one issues.
public final class OwnChain {

    private final AtomicLong serial = new AtomicLong(1);
    private final Instant now;
    private final KeyPair rootKey = newKey("EC");
    private final KeyPair middleKey = newKey("EC");
    public final X509Certificate root;
    public final X509Certificate middle;

    public OwnChain(Instant now) throws Exception {
        this.now = now;
        this.root = authority("CN=Root", rootKey, "CN=Root", rootKey);
        this.middle = authority("CN=Middle", middleKey, "CN=Root", rootKey);
    }

    public static KeyPair newKey(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        return generator.generateKeyPair();
    }

    public X509Certificate server(KeyPair pair, Duration life, String... names) throws Exception {
        var builder = builder("CN=Hub", pair, "CN=Middle", now.plus(life));
        GeneralName[] alternatives =
                Arrays.stream(names)
                        .map(name -> new GeneralName(GeneralName.dNSName, name))
                        .toArray(GeneralName[]::new);
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
        return signed(builder, middleKey);
    }

    /// Writes the files and the hub's settings that name them.
    public static void use(Path data, KeyPair key, X509Certificate... chain) throws Exception {
        Files.writeString(
                data.resolve("hub.toml"),
                "# ours\ncertificate = \"hub.crt\"\nprivate_key = \"hub.key\"\n");
        write(data, key, chain);
    }

    public static void write(Path data, KeyPair key, X509Certificate... chain) throws Exception {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : chain) {
            text.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(data.resolve("hub.crt"), text);
        Files.writeString(
                data.resolve("hub.key"), pem("PRIVATE KEY", key.getPrivate().getEncoded()));
    }

    private static String pem(String label, byte[] content) {
        return List.of(
                        "-----BEGIN " + label + "-----",
                        base64(content),
                        "-----END " + label + "-----")
                .stream()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String base64(byte[] content) {
        return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    }

    private X509Certificate authority(String name, KeyPair pair, String issuer, KeyPair issuerKey)
            throws Exception {
        var builder = builder(name, pair, issuer, now.plus(Duration.ofDays(3650)));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        return signed(builder, issuerKey);
    }

    private JcaX509v3CertificateBuilder builder(
            String name, KeyPair pair, String issuer, Instant until) {
        return new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(serial.getAndIncrement()),
                Date.from(now.minus(Duration.ofDays(60))),
                Date.from(until),
                new X500Name(name),
                pair.getPublic());
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair issuer)
            throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(issuer.getPrivate())));
    }
}

package io.prepstation.hub.tls;

import io.prepstation.hub.store.CertificateFiles;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate that somebody else's authority made for the hub. Whatever a station would turn away is found here, and
/// told to whoever put the files there: a station could only say that it does not reach its hub.
public final class OwnCertificate {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

    private static final Map<String, String> SIGNATURES =
            Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA");

    private static final String SERVES = "1.3.6.1.5.5.7.3.1";

    private final CertificateFiles files;
    private final List<X509Certificate> chain;

    private OwnCertificate(CertificateFiles files, List<X509Certificate> chain) {
        this.files = files;
        this.chain = chain;
    }

    /// @throws StoreException if the chain cannot be read, or does not lead to an authority
    public static OwnCertificate read(CertificateFiles files) throws StoreException {
        var own = new OwnCertificate(files, certificates(files.chain()));
        own.checkChain();
        return own;
    }

    /// What stations pin: SHA-256 of the last certificate, the authority's. It outlives the hub's own one.
    public String pin() {
        return Sha256.hex(Pem.der(chain.getLast()));
    }

    /// That others may read the private key; empty if they may not.
    public Optional<String> exposure() {
        return KeyFile.exposure(files.privateKey());
    }

    /// What the hub shows.
    ///
    /// @param names that the machine has, and before them those that stations are told
    /// @param told how many of them stations are told: the certificate is for all of these, or for any one where there is
    ///     none
    /// @throws StoreException saying which file is not as it must be, and what to do
    public ServerIdentity identity(List<String> names, int told, Instant now)
            throws StoreException {
        checkTimes(now);
        checkNames(names, told);
        checkPurpose();
        PrivateKey key = privateKey();
        checkKey(key);
        return ServerIdentity.of(chain, key);
    }

    private static List<X509Certificate> certificates(Path file) throws StoreException {
        try {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(Files.readAllBytes(file)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (found.isEmpty()) {
                throw new StoreException("there is no certificate in " + file + "; " + ORDER);
            }
            return found;
        } catch (IOException e) {
            throw unreadable("certificate", file, e);
        } catch (GeneralSecurityException e) {
            throw new StoreException(
                    "what is in " + file + " are no certificates in PEM; " + ORDER, e);
        }
    }

    private static final String ORDER =
            "it holds the hub's certificate first, then those that issued each other, the authority's last";

    private static StoreException unreadable(String what, Path file, IOException e) {
        return new StoreException(
                "cannot read the "
                        + what
                        + " "
                        + file
                        + " that hub.toml names; it must be there and readable by the hub's user",
                e);
    }

    private void checkChain() throws StoreException {
        for (int index = 0; index + 1 < chain.size(); index++) {
            X509Certificate issued = chain.get(index);
            X509Certificate issuer = chain.get(index + 1);
            if (!isIssuedBy(issued, issuer)) {
                throw new StoreException(
                        "in "
                                + files.chain()
                                + " the certificate of "
                                + issued.getSubjectX500Principal()
                                + " was not issued by the next one, "
                                + issuer.getSubjectX500Principal()
                                + "; "
                                + ORDER);
            }
        }
        if (chain.getLast().getBasicConstraints() < 0) {
            throw new StoreException(
                    files.chain()
                            + " does not end with an authority's certificate, which stations pin; append that of "
                            + chain.getLast().getIssuerX500Principal());
        }
    }

    private static boolean isIssuedBy(X509Certificate issued, X509Certificate issuer) {
        try {
            issued.verify(issuer.getPublicKey());
            return issued.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void checkTimes(Instant now) throws StoreException {
        for (X509Certificate certificate : chain) {
            Instant from = certificate.getNotBefore().toInstant();
            Instant until = certificate.getNotAfter().toInstant();
            if (now.isBefore(from) || now.isAfter(until)) {
                throw new StoreException(
                        "in "
                                + files.chain()
                                + " the certificate of "
                                + certificate.getSubjectX500Principal()
                                + " is good from "
                                + from
                                + " to "
                                + until
                                + ", and today is "
                                + now.atZone(ZoneOffset.UTC).toLocalDate()
                                + "; renew it, or set the clock");
            }
        }
    }

    private void checkNames(List<String> names, int told) throws StoreException {
        List<String> certified = SubjectNames.of(chain.getFirst());
        List<String> wanted = names.subList(0, told);
        boolean fits =
                told == 0
                        ? names.stream()
                                .filter(name -> !MachineNames.isOwnOnly(name))
                                .anyMatch(name -> SubjectNames.fits(certified, name))
                        : wanted.stream().allMatch(name -> SubjectNames.fits(certified, name));
        if (!fits) {
            throw new StoreException(
                    "the certificate in "
                            + files.chain()
                            + " is for "
                            + String.join(", ", certified)
                            + ", and stations reach this hub by "
                            + String.join(", ", told == 0 ? names : wanted)
                            + "; name it as stations do with serve --host NAME, or have one issued for"
                            + " these names");
        }
    }

    private void checkPurpose() throws StoreException {
        try {
            List<String> purposes = chain.getFirst().getExtendedKeyUsage();
            if (purposes != null && !purposes.contains(SERVES)) {
                throw new StoreException(
                        "the certificate in "
                                + files.chain()
                                + " is not for servers; have one issued for TLS server"
                                + " authentication (serverAuth)");
            }
        } catch (GeneralSecurityException e) {
            throw new StoreException(
                    "cannot read what the certificate in " + files.chain() + " is for", e);
        }
    }

    private PrivateKey privateKey() throws StoreException {
        String algorithm = chain.getFirst().getPublicKey().getAlgorithm();
        try {
            Matcher pem =
                    KEY.matcher(Files.readString(files.privateKey(), StandardCharsets.US_ASCII));
            if (!SIGNATURES.containsKey(algorithm)) {
                throw new StoreException(
                        "the certificate in "
                                + files.chain()
                                + " is of a key of kind "
                                + algorithm
                                + "; the hub takes EC and RSA");
            }
            if (!pem.find()) {
                throw new StoreException(notPkcs8());
            }
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
        } catch (IOException e) {
            throw unreadable("private key", files.privateKey(), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StoreException(notPkcs8(), e);
        }
    }

    private String notPkcs8() {
        Path file = files.privateKey();
        return file
                + " is no private key as PKCS#8 without a password that fits the certificate; make one"
                + " of it with: openssl pkey -in "
                + file
                + " -out hub.key";
    }

    private void checkKey(PrivateKey key) throws StoreException {
        if (!belongTogether(chain.getFirst().getPublicKey(), key)) {
            throw new StoreException(
                    "the private key "
                            + files.privateKey()
                            + " is not that of the first certificate in "
                            + files.chain()
                            + "; put the key there that the certificate was asked for with");
        }
    }

    private static boolean belongTogether(PublicKey known, PrivateKey secret) {
        byte[] text = "prepstation".getBytes(StandardCharsets.US_ASCII);
        try {
            String algorithm =
                    Optional.ofNullable(SIGNATURES.get(known.getAlgorithm())).orElseThrow();
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(secret);
            signing.update(text);
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(known);
            checking.update(text);
            return checking.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

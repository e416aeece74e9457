package io.prepstation.hub.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The names and addresses a certificate is for (RFC 6125): a star stands for one label, the leftmost.
final class SubjectNames {

    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private SubjectNames() {}

    /// Of a certificate without alternative names none: nobody looks at the common name any more.
    static List<String> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name ->
                                    name.getFirst().equals(DNS) || name.getFirst().equals(ADDRESS))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    static boolean fits(List<String> certified, String name) {
        return certified.stream().anyMatch(one -> fits(lower(one), lower(name)));
    }

    private static boolean fits(String certified, String name) {
        int dot = name.indexOf('.');
        return certified.equals(name)
                || (certified.startsWith("*.")
                        && dot > 0
                        && certified.substring(1).equals(name.substring(dot)));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

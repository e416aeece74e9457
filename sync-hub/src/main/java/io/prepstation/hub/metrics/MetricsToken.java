package io.prepstation.hub.metrics;

import io.prepstation.hub.store.SecretFile;
import io.prepstation.hub.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;

/// What somebody shows to be told the figures, and for nothing else: the text of `keys/metrics.token`.
public final class MetricsToken {

    private final byte[] header;

    private MetricsToken(byte[] secret) {
        this.header = bytes("Bearer " + Base64.getEncoder().encodeToString(secret));
    }

    /// Makes the file if there is none.
    public static MetricsToken open(Path file) throws StoreException {
        SecretFile.create(file);
        return new MetricsToken(
                SecretFile.read(file, "delete it, and the next start makes another"));
    }

    /// Takes as long for a wrong one as for the right one.
    ///
    /// @param authorization the header of a request
    public boolean opens(String authorization) {
        return MessageDigest.isEqual(header, bytes(authorization));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

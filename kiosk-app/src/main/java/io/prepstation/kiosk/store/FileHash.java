package io.prepstation.kiosk.store;

import io.prepstation.model.record.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// SHA-256 of files that may be many times larger than the memory: piece by piece.
public final class FileHash {

    private static final int PIECE = 64 * 1024;

    private FileHash() {}

    /// @return in lower-case hexadecimal
    public static String of(Path file) throws IOException {
        Sha256.Running hash = new Sha256.Running();
        byte[] piece = new byte[PIECE];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
                hash.add(piece, read);
            }
        }
        return hash.hex();
    }
}

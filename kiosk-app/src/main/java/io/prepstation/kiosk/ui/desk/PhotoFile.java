package io.prepstation.kiosk.ui.desk;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;

/// What the disk has of a photo.
public sealed interface PhotoFile {

    String sha256();

    /// Its bytes have the hash.
    final class Whole implements PhotoFile {

        private final String sha256;
        private final byte[] bytes;

        /// @param bytes taken over, not copied
        public Whole(String sha256, byte[] bytes) {
            this.sha256 = sha256;
            this.bytes = bytes;
        }

        @Override
        public String sha256() {
            return sha256;
        }

        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    record Missing(String sha256, Path file) implements PhotoFile {}

    /// There is a file, but with other bytes.
    record Altered(String sha256, Path file) implements PhotoFile {}

    /// The disk does not give it.
    record Unreadable(String sha256, String reason) implements PhotoFile {}
}

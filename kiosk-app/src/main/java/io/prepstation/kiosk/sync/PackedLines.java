package io.prepstation.kiosk.sync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Lines that take a tenth of their room until they are read. Not thread-safe.
///
/// A lab of 50,000 containers is more than the heap of a kiosk holds as objects, and a few megabytes like this.
final class PackedLines {

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final DataOutputStream lines = new DataOutputStream(new DeflaterOutputStream(packed));
    private int count;

    void add(byte[] line) {
        try {
            lines.writeInt(line.length);
            lines.write(line);
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
    }

    /// Hands each line on, in the order in which they came. None can be added afterwards.
    void forEach(Consumer<byte[]> reader) {
        try {
            lines.close();
            try (DataInputStream unpacked =
                    new DataInputStream(
                            new InflaterInputStream(
                                    new ByteArrayInputStream(packed.toByteArray())))) {
                for (int i = 0; i < count; i++) {
                    reader.accept(unpacked.readNBytes(unpacked.readInt()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what was packed here cannot be unpacked", e);
        }
    }
}

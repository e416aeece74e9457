package io.prepstation.hub.api;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A download in a file that nobody else sees and that is gone when all who hold it have closed it: written at its end by
/// one thread, read anywhere by others at the same time.
final class Spool implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    private final FileChannel file;
    private final AtomicLong open;
    private final AtomicInteger holders = new AtomicInteger(1);
    private volatile long written;

    private Spool(FileChannel file, AtomicLong open) {
        this.file = file;
        this.open = open;
    }

    /// Held by who made it.
    ///
    /// @param open how many bytes all have together that somebody holds
    /// @throws IOException if the directory cannot be written
    static Spool in(Path directory, AtomicLong open) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path path = Files.createTempFile(directory, "download-", ".spool", ownerOnly);
        return new Spool(
                FileChannel.open(
                        path,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                open);
    }

    /// For one more, by somebody who holds it; each closes it once.
    Spool hold() {
        holders.incrementAndGet();
        return this;
    }

    /// Whether nobody but one holds it, such as who writes it for nobody.
    boolean isHeldOnce() {
        return holders.get() == 1;
    }

    /// By the thread that writes.
    void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
        long end = written;
        while (piece.hasRemaining()) {
            end += file.write(piece, end);
        }
        written = end;
        open.addAndGet(length);
    }

    long written() {
        return written;
    }

    /// The next piece from there.
    ///
    /// @param end behind its last byte, at most what is written
    Buffer piece(long from, long end) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.min(PIECE, end - from)));
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("what was kept is not there");
            }
        }
        return Buffer.buffer(bytes.array());
    }

    @Override
    public void close() throws IOException {
        if (holders.decrementAndGet() == 0) {
            open.addAndGet(-written);
            file.close();
        }
    }
}

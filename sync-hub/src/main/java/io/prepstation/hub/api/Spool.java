package io.prepstation.hub.api;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// What could not be sent yet, in a file that nobody else sees and that is gone when it is closed: written at its end,
/// read from its beginning, by one thread each at the same time.
final class Spool implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    private final FileChannel file;
    private volatile long written;
    private volatile long read;

    private Spool(FileChannel file) {
        this.file = file;
    }

    /// @throws IOException if the directory cannot be written
    static Spool in(Path directory) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path path = Files.createTempFile(directory, "download-", ".spool", ownerOnly);
        return new Spool(
                FileChannel.open(
                        path,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE));
    }

    /// By the thread that writes.
    void write(Buffer piece) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(piece.getBytes());
        long end = written;
        while (bytes.hasRemaining()) {
            end += file.write(bytes, end);
        }
        written = end;
    }

    /// Whether all that was written has been read.
    boolean isEmpty() {
        return read == written;
    }

    /// The next piece, by the thread that reads; empty if there is none yet.
    Buffer next() throws IOException {
        long from = read;
        int size = Math.toIntExact(Math.min(PIECE, written - from));
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("what was kept is not there");
            }
        }
        read = from + size;
        return Buffer.buffer(bytes.array());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

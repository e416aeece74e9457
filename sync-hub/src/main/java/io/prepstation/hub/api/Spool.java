package io.prepstation.hub.api;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// What could not be sent yet, in a file that nobody else sees and that is gone when it is closed: first written, then
/// read from its beginning. Not for two threads at once.
final class Spool implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    private final FileChannel file;
    private long read;

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

    void write(Buffer piece) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(piece.getBytes());
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /// The next piece; empty at the end.
    Buffer next() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PIECE);
        int count = file.read(bytes, read);
        if (count <= 0) {
            return Buffer.buffer();
        }
        read += count;
        return Buffer.buffer(count).appendBytes(bytes.array(), 0, count);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

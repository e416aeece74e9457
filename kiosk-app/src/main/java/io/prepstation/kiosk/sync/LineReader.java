package io.prepstation.kiosk.sync;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes a body as it arrives and hands on each whole line, in UTF-8, without its end. Used by one thread at a time.
final class LineReader implements WriteStream<Buffer> {

    /// Longer than the largest formula version by far; what is longer is handed on in pieces, which nobody can read.
    private static final int LONGEST_LINE = 1024 * 1024;

    private final Consumer<byte[]> line;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

    LineReader(Consumer<byte[]> line) {
        this.line = line;
    }

    /// What came after the last line end.
    byte[] rest() {
        return rest.toByteArray();
    }

    @Override
    public Future<Void> write(Buffer piece) {
        byte[] bytes = piece.getBytes();
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                rest.write(bytes, start, at - start);
                handOn();
                start = at + 1;
            }
        }
        rest.write(bytes, start, bytes.length - start);
        if (rest.size() > LONGEST_LINE) {
            handOn();
        }
        return Future.succeededFuture();
    }

    private void handOn() {
        line.accept(rest.toByteArray());
        rest.reset();
    }

    @Override
    public Future<Void> end() {
        return Future.succeededFuture();
    }

    @Override
    public LineReader exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    /// Lines are read at once, so nothing queues up.
    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public LineReader setWriteQueueMaxSize(int size) {
        return this;
    }

    @Override
    public LineReader drainHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}

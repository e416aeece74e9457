package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.sync.Download;
import io.prepstation.model.sync.EntityType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one download as JSON lines in pieces, no faster than the station takes them. What the station does not take at
/// once waits in a file, so that the store is free again as soon as it has been read: a slow line keeps a file, and nobody
/// waiting. A station that goes away ends it; the missing last line tells it that the load was not whole.
///
/// A worker thread reads the store and offers pieces; the event loop sends what waits, also while the store is still read.
final class DownloadStream {

    /// Of HTTP/2 (RFC 9113, 7): an answer that is reset without an error may be taken for whole.
    private static final long INTERNAL_ERROR = 2;

    private static final Logger LOG = LoggerFactory.getLogger(DownloadStream.class);
    private static final int PIECE = 32 * 1024;

    /// Bytes that may be on their way.
    private static final int AHEAD = 8 * PIECE;

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final Path directory;
    private Buffer piece = Buffer.buffer(PIECE);

    /// The rest is guarded by this object.
    private int onTheWay;

    private @Nullable Spool spool;

    /// Whether the event loop has yet to send what waits. As long as it has, every piece waits behind that.
    private boolean sending;

    private boolean whole;

    /// @param directory where what waits is kept
    DownloadStream(RoutingContext context, Path directory) {
        this.context = context;
        this.response = context.response();
        this.directory = directory;
    }

    /// The station went away.
    private static final class Left extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /// Reads all of it from the store. On a worker thread.
    DownloadStream read(Download download, String labId, Set<EntityType> types)
            throws StoreException {
        requireSomebody();
        download.send(labId, types, this::line);
        pass();
        return this;
    }

    private void line(ObjectNode line) {
        piece.appendString(line.toString()).appendString("\n");
        if (piece.length() >= PIECE) {
            pass();
        }
    }

    private void requireSomebody() {
        if (response.closed()) {
            throw new Left();
        }
    }

    private void pass() {
        requireSomebody();
        offer(piece);
        piece = Buffer.buffer(PIECE);
    }

    private void offer(Buffer part) {
        if (isSentAtOnce(part)) {
            return;
        }
        try {
            spool().write(part);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep what waits in " + directory, e);
        }
        sendOn();
    }

    private synchronized boolean isSentAtOnce(Buffer part) {
        if (sending || onTheWay >= AHEAD) {
            return false;
        }
        onTheWay += part.length();
        response.write(part).onComplete(_ -> arrived(part.length()));
        return true;
    }

    private synchronized Spool spool() throws IOException {
        if (spool == null) {
            spool = Spool.in(directory);
        }
        return spool;
    }

    private synchronized void arrived(int bytes) {
        onTheWay -= bytes;
    }

    private synchronized void sendOn() {
        if (!sending) {
            sending = true;
            context.vertx().runOnContext(_ -> send());
        }
    }

    /// All of it has been offered. On the event loop.
    void finish() {
        synchronized (this) {
            whole = true;
        }
        sendOn();
    }

    /// Sends the next piece of what waits, on the event loop.
    private void send() {
        if (response.closed()) {
            close();
        } else if (response.writeQueueFull()) {
            response.drainHandler(_ -> {
                response.drainHandler(null);
                send();
            });
        } else {
            waiting()
                    .ifPresent(kept ->
                            context.vertx()
                                    .executeBlocking(kept::next, false)
                                    .onSuccess(part -> sent(Objects.requireNonNull(part)))
                                    .onFailure(this::broken));
        }
    }

    private void sent(Buffer part) {
        if (!response.closed()) {
            response.write(part);
        }
        send();
    }

    /// What waits; if nothing does, this ends the sending, and the answer if it is whole.
    private synchronized Optional<Spool> waiting() {
        if (spool != null && !spool.isEmpty()) {
            return Optional.of(spool);
        }
        sending = false;
        if (whole) {
            close();
            response.end();
        }
        return Optional.empty();
    }

    void broken(Throwable failure) {
        close();
        if (!response.headWritten() && !response.closed()) {
            response.setChunked(false);
            context.fail(failure);
            return;
        }
        if (failure instanceof Left || response.closed()) {
            LOG.info("a station left during its download");
        } else {
            LOG.error("a download broke off", failure);
        }
        hangUp();
    }

    /// Ends the answer where it is, and with it the connection if it carries nothing else.
    void hangUp() {
        if (context.request().version() == HttpVersion.HTTP_2) {
            response.reset(INTERNAL_ERROR);
        } else {
            context.request().connection().close();
        }
    }

    /// Whatever comes of it; doing it again does nothing. Off the event loop, because a large file is not gone at once.
    void close() {
        Spool kept;
        synchronized (this) {
            kept = spool;
        }
        if (kept == null) {
            return;
        }
        context.vertx()
                .executeBlocking(
                        () -> {
                            kept.close();
                            return true;
                        },
                        false)
                .onFailure(failure -> LOG.warn("the file of a download is not closed", failure));
    }
}

package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.sync.Download;
import io.prepstation.model.sync.EntityType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one download as JSON lines in pieces, no faster than the station takes them. What the station does not take at
/// once waits in a file, so that the store is free again as soon as it has been read: a slow line keeps a file, and nobody
/// waiting. A station that goes away ends it; the missing last line tells it that the load was not whole.
final class DownloadStream {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadStream.class);
    private static final int PIECE = 32 * 1024;

    /// Bytes that may be on their way.
    private static final int AHEAD = 8 * PIECE;

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final Path directory;
    private final AtomicInteger onTheWay = new AtomicInteger();
    private Buffer piece = Buffer.buffer(PIECE);
    private @Nullable Spool spool;

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

    /// Reads all of it from the store. Runs on a worker thread.
    DownloadStream read(Download download, String labId, Set<EntityType> types)
            throws StoreException {
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

    private void pass() {
        if (response.closed()) {
            throw new Left();
        }
        if (spool == null && onTheWay.get() < AHEAD) {
            send(piece);
        } else {
            keep(piece);
        }
        piece = Buffer.buffer(PIECE);
    }

    private void send(Buffer part) {
        onTheWay.addAndGet(part.length());
        response.write(part).onComplete(_ -> onTheWay.addAndGet(-part.length()));
    }

    private void keep(Buffer part) {
        try {
            if (spool == null) {
                spool = Spool.in(directory);
            }
            spool.write(part);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep what waits in " + directory, e);
        }
    }

    /// Sends what waits, on the event loop.
    void drain() {
        Spool waiting = spool;
        if (waiting == null || response.closed()) {
            end();
            return;
        }
        context.vertx()
                .executeBlocking(waiting::next, false)
                .onSuccess(part -> sent(Objects.requireNonNull(part)))
                .onFailure(this::broken);
    }

    private void sent(Buffer part) {
        if (part.length() == 0 || response.closed()) {
            end();
            return;
        }
        response.write(part);
        if (response.writeQueueFull()) {
            response.drainHandler(_ -> {
                response.drainHandler(null);
                drain();
            });
        } else {
            drain();
        }
    }

    private void end() {
        close();
        if (!response.ended() && !response.closed()) {
            response.end();
        }
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
        context.request().connection().close();
    }

    /// Whatever comes of it; doing it again does nothing.
    void close() {
        Spool kept = spool;
        if (kept == null) {
            return;
        }
        try {
            kept.close();
        } catch (IOException e) {
            LOG.warn("the file of a download cannot be closed", e);
        }
    }
}

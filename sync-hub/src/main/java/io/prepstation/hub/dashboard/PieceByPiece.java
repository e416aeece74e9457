package io.prepstation.hub.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a file in pieces, as fast as it is read. If the first one cannot be made the answer is an error like any other; if
/// another cannot, the answer is broken off, so that nobody takes what came for the whole.
record PieceByPiece(RoutingContext context, Pieces pieces) {

    private static final Logger LOG = LoggerFactory.getLogger(PieceByPiece.class);

    private static final int PING = 8;

    /// Of HTTP/2 (RFC 9113, 7).
    private static final long INTERNAL_ERROR = 2;

    void begin() {
        context.response().setChunked(true);
        next();
    }

    private void next() {
        context.vertx()
                .executeBlocking(pieces::next, false)
                .onSuccess(piece -> sent(Objects.requireNonNull(piece)))
                .onFailure(this::broken);
    }

    /// Nothing was found yet, and a table has no line that says so. A connection on which nothing is heard for a minute is
    /// closed; HTTP/2, which browsers speak, has a sign of life.
    private void stay() {
        if (context.request().version() == HttpVersion.HTTP_2) {
            var _ = context.request().connection().ping(Buffer.buffer(new byte[PING]));
        }
    }

    /// A browser takes an answer that was reset without an error for whole.
    private void broken(Throwable failure) {
        HttpServerResponse response = context.response();
        if (!response.headWritten() && !response.closed()) {
            response.setChunked(false).headers().remove("Content-Disposition");
            context.fail(failure);
            return;
        }
        LOG.warn("a file was not made to its end", failure);
        if (context.request().version() == HttpVersion.HTTP_2) {
            response.reset(INTERNAL_ERROR);
        } else {
            context.request().connection().close();
        }
    }

    private void sent(Optional<String> piece) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        if (piece.isEmpty()) {
            response.end();
            return;
        }
        if (piece.get().isEmpty()) {
            stay();
            next();
            return;
        }
        response.write(piece.get());
        if (response.writeQueueFull()) {
            response.drainHandler(_ -> {
                response.drainHandler(null);
                next();
            });
        } else {
            next();
        }
    }
}

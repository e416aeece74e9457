package io.prepstation.hub.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a download from its file, no faster than the station takes it, and while the file is still written: the store is
/// free again as soon as it has been read, and a slow line keeps a file, and nobody waiting. A station that goes away ends
/// it; the missing last line tells it that the load was not whole.
final class DownloadStream {

    /// Of HTTP/2 (RFC 9113, 7): an answer that is reset without an error may be taken for whole.
    private static final long INTERNAL_ERROR = 2;

    private static final Logger LOG = LoggerFactory.getLogger(DownloadStream.class);

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final Spool spool;
    private final ByteRange range;

    /// Of the event loop.
    private long at;

    /// The rest is guarded by this object.
    private boolean sending;

    private boolean whole;

    /// @param spool held until the answer has ended
    DownloadStream(RoutingContext context, Spool spool, ByteRange range) {
        this.context = context;
        this.response = context.response();
        this.spool = spool;
        this.range = range;
        this.at = range.first();
    }

    /// Whether nobody is there to take it.
    boolean isLeft() {
        return response.closed();
    }

    /// Whether nothing more can be sent: somebody left, or the answer has ended, as one that failed has.
    private boolean isOver() {
        return response.ended() || response.closed();
    }

    /// Whether the first bytes went out, and with them what the file is called.
    boolean isBegun() {
        return response.headWritten();
    }

    /// Something was written. Any thread.
    synchronized void more() {
        if (!sending && !isOver()) {
            sending = true;
            context.vertx().runOnContext(_ -> send());
        }
    }

    /// All of it is written. Any thread.
    synchronized void finish() {
        whole = true;
        more();
    }

    /// Sends the next piece, on the event loop.
    private void send() {
        if (isOver()) {
            return;
        }
        if (response.writeQueueFull()) {
            response.drainHandler(_ -> {
                response.drainHandler(null);
                send();
            });
            return;
        }
        long end = Math.min(range.end(), written());
        if (at < end) {
            context.vertx()
                    .executeBlocking(() -> spool.piece(at, end), false)
                    .onSuccess(piece -> sent(Objects.requireNonNull(piece)))
                    .onFailure(this::broken);
        }
    }

    /// How much there is; if all of that is sent, this ends the sending, and the answer if it is whole.
    private synchronized long written() {
        long written = spool.written();
        if (at >= Math.min(range.end(), written)) {
            sending = false;
            if (whole) {
                response.end();
            }
        }
        return written;
    }

    private void sent(Buffer piece) {
        at += piece.length();
        if (!isOver()) {
            response.write(piece);
            send();
        }
    }

    /// Ends the answer with a failure: as a problem if nothing of it was sent, else by hanging up.
    void broken(Throwable failure) {
        if (isOver()) {
            LOG.info("a download ended before it was whole");
        } else if (!response.headWritten()) {
            plain();
            context.fail(failure);
        } else {
            LOG.error("a download broke off", failure);
            hangUp();
        }
    }

    /// Ends it with another answer; nothing of it was sent.
    void instead(Answer answer) {
        plain();
        Exchange.send(context, answer);
    }

    private void plain() {
        response.setChunked(false);
        response.headers()
                .remove("ETag")
                .remove("Accept-Ranges")
                .remove("Content-Encoding")
                .remove("Content-Range")
                .remove("Content-Length");
    }

    /// Ends the answer where it is, and with it the connection if it carries nothing else.
    void hangUp() {
        if (context.request().version() == HttpVersion.HTTP_2) {
            response.reset(INTERNAL_ERROR);
        } else {
            context.request().connection().close();
        }
    }
}

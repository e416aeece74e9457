package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.sync.Download;
import io.prepstation.model.sync.EntityType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a download as JSON lines in pieces, no faster than the station takes them. A station that goes away ends it;
/// the missing last line tells it that the load was not whole.
final class DownloadStream {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadStream.class);
    private static final int PIECE = 32 * 1024;

    private final HttpServerResponse response;
    private Buffer piece = Buffer.buffer(PIECE);

    private DownloadStream(HttpServerResponse response) {
        this.response = response;
    }

    static void send(
            RoutingContext context, Download download, String labId, Set<EntityType> types) {
        HttpServerResponse response = context.response();
        response.setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        DownloadStream stream = new DownloadStream(response);
        context.vertx()
                .executeBlocking(
                        () -> {
                            download.send(labId, types, stream::line);
                            stream.flush();
                            return labId;
                        },
                        false)
                .onSuccess(_ -> response.end())
                .onFailure(failure -> broken(context, failure));
    }

    private void line(ObjectNode line) {
        piece.appendString(line.toString()).appendString("\n");
        if (piece.length() >= PIECE) {
            flush();
        }
    }

    /// Waits on the worker thread until the piece is on its way.
    private void flush() {
        response.write(piece).toCompletionStage().toCompletableFuture().join();
        piece = Buffer.buffer(PIECE);
    }

    private static void broken(RoutingContext context, Throwable failure) {
        if (!context.response().headWritten()) {
            context.response().setChunked(false);
            context.fail(failure);
            return;
        }
        if (failure instanceof CompletionException) {
            LOG.info("a station left during its download: {}", failure.getMessage());
        } else {
            LOG.error("a download broke off", failure);
        }
        context.request().connection().close();
    }
}

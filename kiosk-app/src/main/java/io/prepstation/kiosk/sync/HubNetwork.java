package io.prepstation.kiosk.sync;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The program's one way to the network, shared by the clients of all labs. Made at the first request, because making
/// it takes longer than a screen may take to come up.
public final class HubNetwork implements AutoCloseable {

    /// Shorter than any hub or router keeps a silent connection, so that none is used that is dead already.
    private static final int KEEP_ALIVE_SECONDS = 15;

    private @Nullable Vertx vertx;
    private @Nullable WebClient client;
    private @Nullable WebSocketClient sockets;

    /// Safe for any thread.
    synchronized WebClient client() {
        if (client == null) {
            vertx = Vertx.vertx(small());
            client = WebClient.create(vertx, options());
        }
        return client;
    }

    /// Safe for any thread.
    synchronized WebSocketClient webSockets() {
        client();
        if (sockets == null) {
            sockets = Objects.requireNonNull(vertx).createWebSocketClient();
        }
        return sockets;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        client = null;
        sockets = null;
        vertx = null;
    }

    private static VertxOptions small() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setClassPathResolvingEnabled(false));
    }

    /// Redirects are not followed: they would carry the station's token to somebody else.
    private static WebClientOptions options() {
        WebClientOptions options = new WebClientOptions();
        options.setFollowRedirects(false)
                .setUserAgent("prepstation-station")
                .setDecompressionSupported(true)
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
        return options;
    }
}

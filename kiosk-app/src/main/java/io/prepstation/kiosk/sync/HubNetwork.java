package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.StationEnrolment;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The program's one way to the network, shared by the clients of all labs. Made at the first request, because making
/// it takes longer than a screen may take to come up.
public final class HubNetwork implements AutoCloseable {

    static final String USER_AGENT = "prepstation-station";

    /// Shorter than any hub or router keeps a silent connection, so that none is used that is dead already.
    private static final int KEEP_ALIVE_SECONDS = 15;

    private @Nullable Vertx vertx;
    private final Map<String, WebClient> clients = new HashMap<>();
    private final Map<String, HttpClient> loads = new HashMap<>();
    private final Map<String, WebSocketClient> sockets = new HashMap<>();
    private final Map<String, HubToken> tokens = new HashMap<>();
    private final List<HubListener> listeners = new CopyOnWriteArrayList<>();

    /// Hears of every request to a hub when it is over, on the thread that asked.
    @FunctionalInterface
    public interface HubListener {

        /// @param request such as `sync/upload`
        /// @param outcome `accepted`, or why not
        void called(String request, String outcome, Duration took);
    }

    public void whenCalled(HubListener listener) {
        listeners.add(listener);
    }

    void called(String request, String outcome, Duration took) {
        listeners.forEach(listener -> listener.called(request, outcome, took));
    }

    /// The client of hubs whose certificate comes from that authority. Safe for any thread.
    ///
    /// @param authority PEM; null for those this machine trusts anyway
    synchronized WebClient client(@Nullable String authority) {
        Vertx running = running();
        return clients.computeIfAbsent(
                named(authority), _ -> WebClient.create(running, options(authority)));
    }

    /// The same for what is read while it arrives.
    synchronized HttpClient loads(@Nullable String authority) {
        Vertx running = running();
        return loads.computeIfAbsent(
                named(authority), _ -> running.createHttpClient(options(authority)));
    }

    /// The same for live connections.
    synchronized WebSocketClient webSockets(@Nullable String authority) {
        Vertx running = running();
        return sockets.computeIfAbsent(
                named(authority), _ -> running.createWebSocketClient(socketOptions(authority)));
    }

    /// The token that all clients of an enrolment share.
    synchronized HubToken token(StationEnrolment enrolment) {
        return tokens.computeIfAbsent(enrolment.stationId(), _ -> new HubToken(enrolment.token()));
    }

    /// The next client of the enrolment begins with the token that was last kept.
    public synchronized void forget(StationEnrolment enrolment) {
        tokens.remove(enrolment.stationId());
    }

    private Vertx running() {
        Vertx running = vertx == null ? Vertx.vertx(small()) : vertx;
        vertx = running;
        return running;
    }

    private static String named(@Nullable String authority) {
        return authority == null ? "" : authority;
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(WebClient::close);
        clients.clear();
        loads.clear();
        sockets.clear();
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
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
    private static WebClientOptions options(@Nullable String authority) {
        WebClientOptions options = new WebClientOptions();
        options.setFollowRedirects(false)
                .setUserAgent(USER_AGENT)
                .setDecompressionSupported(true)
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
        if (authority != null) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority)));
        }
        return options;
    }

    private static WebSocketClientOptions socketOptions(@Nullable String authority) {
        WebSocketClientOptions options = new WebSocketClientOptions();
        if (authority != null) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority)));
        }
        return options;
    }
}

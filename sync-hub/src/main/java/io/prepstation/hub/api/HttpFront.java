package io.prepstation.hub.api;

import io.prepstation.hub.tls.ServerIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// The socket and the threads behind it: limits, compression, graceful end.
public final class HttpFront implements AutoCloseable {

    private static final int WORKERS = 16;
    private static final int IDLE_SECONDS = 60;
    private static final Duration TO_BEGIN = Duration.ofSeconds(75);
    private static final Duration TO_SEND = Duration.ofMinutes(3);
    private static final int GRACE_SECONDS = 10;

    /// Each holds up to 40 kB for a stranger, of whose forms there are few: two fifths of the memory the hub may take.
    private static final SlowClients.Bound CONNECTIONS = new SlowClients.Bound(2_500, 5_000);

    private static final int LARGEST_HEADERS = 16 * 1024;

    /// A file of formulas comes as one field of a form.
    private static final int LARGEST_FIELD = 512 * 1024;

    private final Vertx vertx;
    private final HttpServer server;
    private final Services services;

    private HttpFront(Vertx vertx, HttpServer server, Services services) {
        this.vertx = vertx;
        this.server = server;
        this.services = services;
    }

    /// Plain HTTP. Returns when it is listening.
    ///
    /// @param port 0 for any free one
    /// @throws IOException if the port cannot be listened on
    public static HttpFront plain(Services services, String host, int port) throws IOException {
        return open(services, serverOptions(host, port));
    }

    /// TLS 1.2 or 1.3. Returns when it is listening.
    ///
    /// @throws IOException if the port cannot be listened on
    public static HttpFront secure(
            Services services, String host, int port, ServerIdentity identity) throws IOException {
        return open(
                services,
                serverOptions(host, port)
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(certificate(identity)));
    }

    private static PemKeyCertOptions certificate(ServerIdentity identity) {
        return new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(identity.certificates()))
                .setKeyValue(Buffer.buffer(identity.privateKey()));
    }

    /// Whoever connects from now on is shown this one; connections there are stay.
    public void show(ServerIdentity identity) {
        ServerSSLOptions options = new ServerSSLOptions();
        options.setUseAlpn(true);
        options.setApplicationLayerProtocols(List.of("h2", "http/1.1"));
        options.setKeyCertOptions(certificate(identity));
        finish(server.updateSSLOptions(options));
    }

    private static HttpFront open(Services services, HttpServerOptions options) throws IOException {
        Vertx vertx = Vertx.vertx(options());
        SlowClients slow = new SlowClients(vertx, TO_BEGIN, TO_SEND, CONNECTIONS);
        try {
            HttpServer server =
                    vertx.createHttpServer(options)
                            .connectionHandler(slow::connected)
                            .requestHandler(HttpApi.router(vertx, services, slow))
                            .listen()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join();
            return new HttpFront(vertx, server, services);
        } catch (CompletionException e) {
            vertx.close();
            throw new IOException(
                    "cannot listen on "
                            + options.getHost()
                            + ":"
                            + options.getPort()
                            + "; choose another port with --port",
                    e);
        }
    }

    /// Answers once the event loop and the store's writer have got to it; a store that refuses has answered too.
    public void ask(Runnable answer) {
        var _ =
                vertx.executeBlocking(() -> services.database().write(_ -> true), false)
                        .onComplete(_ -> answer.run());
    }

    public int port() {
        return server.actualPort();
    }

    /// Takes no more connections, lets running requests end, then stops.
    @Override
    public void close() {
        finish(server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS));
        finish(vertx.close());
        services.kept().close();
    }

    private static void finish(Future<?> end) {
        end.toCompletionStage().toCompletableFuture().join();
    }

    private static VertxOptions options() {
        return new VertxOptions()
                .setWorkerPoolSize(WORKERS)
                .setFileSystemOptions(
                        new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setClassPathResolvingEnabled(false));
    }

    private static HttpServerOptions serverOptions(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setMaxFormAttributeSize(LARGEST_FIELD)
                .setCompressionSupported(true)
                .setHttp2ClearTextEnabled(false);
    }
}

package io.prepstation.hub.dashboard;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A file that is made while it is sent, and what is heard where it cannot be.
@Tag("OPS-7")
class PieceByPieceTest {

    /// Milliseconds.
    private static final int IDLE = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<RoutingContext> other = new CompletableFuture<>();
    private final CompletableFuture<HttpConnection> broken = new CompletableFuture<>();
    private HttpServer server;

    /// The other request at `/other` is answered when the test does so.
    @BeforeEach
    void serve() {
        Router router = Router.router(vertx);
        router.route("/").handler(context -> context.end("good"));
        router.route("/other").handler(other::complete);
        router.route("/whole").handler(context -> send(context, "a,b\n", "1,2\n", ""));
        router.route("/none").handler(context -> send(context));
        router.route("/broken")
                .handler(context -> {
                    broken.complete(context.request().connection());
                    send(context, "a,b\n");
                });
        router.errorHandler(
                500,
                context ->
                        context.response().setStatusCode(500).end(context.failure().getMessage()));
        router.route("/rare").handler(PieceByPieceTest::sendRare);
        HttpServerOptions options =
                new HttpServerOptions().setIdleTimeout(IDLE).setIdleTimeoutUnit(MILLISECONDS);
        server =
                done(vertx.createHttpServer(options).requestHandler(router).listen(0, "127.0.0.1"));
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        done(vertx.close());
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    /// @param pieces behind an empty one is the end; behind the last one without it the store fails
    private static void send(RoutingContext context, String... pieces) {
        Iterator<String> left = List.of(pieces).iterator();
        Reply.file(
                        "sessions.csv",
                        "text/csv",
                        () -> {
                            if (!left.hasNext()) {
                                throw new StoreException("the disk failed");
                            }
                            return Optional.of(left.next()).filter(piece -> !piece.isEmpty());
                        })
                .send(context);
    }

    /// Looks five times as long as a connection may be idle, a fifth at a time, and finds one line.
    private static void sendRare(RoutingContext context) {
        AtomicInteger looked = new AtomicInteger();
        Reply.file(
                        "sessions.csv",
                        "text/csv",
                        () -> {
                            LockSupport.parkNanos(MILLISECONDS.toNanos(IDLE / 5));
                            return switch (looked.getAndIncrement()) {
                                case 0 -> Optional.of("a,b\n");
                                case 25 -> Optional.of("1,2\n");
                                case 26 -> Optional.empty();
                                default -> Optional.of("");
                            };
                        })
                .send(context);
    }

    private CompletableFuture<HttpResponse<String>> asked(String path, Version version) {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
        return client.sendAsync(
                HttpRequest.newBuilder(uri).version(version).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource
    void it_comes_whole(Version version) {
        assertEquals("a,b\n1,2\n", asked("/whole", version).join().body());
    }

    @ParameterizedTest
    @EnumSource
    void of_which_the_first_piece_fails_is_an_error_and_no_file(Version version) {
        HttpResponse<String> answer = asked("/none", version).join();

        assertEquals(500, answer.statusCode());
        assertEquals("the disk failed", answer.body());
        assertEquals(Optional.empty(), answer.headers().firstValue("Content-Disposition"));
    }

    @ParameterizedTest
    @EnumSource
    void of_which_another_piece_fails_is_broken_off(Version version) {
        CompletableFuture<HttpResponse<String>> answer = asked("/broken", version);

        CompletionException failure = assertThrows(CompletionException.class, answer::join);
        assertInstanceOf(IOException.class, failure.getCause());
    }

    /// The hub looks into 5000 texts at a time, and hangs up on a connection that was silent for a minute.
    @Test
    void that_is_long_looked_for_without_a_line_comes_whole() {
        assertEquals("a,b\n1,2\n", asked("/rare", Version.HTTP_2).join().body());
    }

    /// Over HTTP/2 a browser has one connection for everything; what is reset without an error it keeps as a whole file.
    @Test
    void that_is_broken_off_ends_nothing_else_on_its_connection() {
        assertEquals(Version.HTTP_2, asked("/", Version.HTTP_2).join().version());
        CompletableFuture<HttpResponse<String>> waiting = asked("/other", Version.HTTP_2);
        RoutingContext held = other.join();

        CompletableFuture<HttpResponse<String>> answer = asked("/broken", Version.HTTP_2);
        CompletionException failure = assertThrows(CompletionException.class, answer::join);
        String told = String.valueOf(failure.getCause().getMessage());
        assertTrue(told.contains("Internal error"), told);
        held.vertx().runOnContext(_ -> held.end("good"));

        assertEquals("good", waiting.join().body());
        assertSame(held.request().connection(), broken.join());
    }
}

package io.prepstation.hub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.AllowForwardHeaders;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Where somebody comes from is what a proxy would say, so that one machine can come from everywhere.
@Tag("OPS-7")
class StrangersTest {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Semaphore held = new Semaphore(0);
    private HttpServer server;

    /// A form at `/wait` is never answered.
    @BeforeEach
    void serve() {
        Router router = Router.router(vertx).allowForward(AllowForwardHeaders.X_FORWARD);
        router.route().handler(new Strangers());
        router.route("/wait").handler(_ -> held.release());
        router.route("/").handler(context -> context.end());
        server = done(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        done(vertx.close());
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private CompletableFuture<Integer> asked(String path, String from) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                        .header("X-Forwarded-For", from)
                        .build();
        return client.sendAsync(request, BodyHandlers.discarding())
                .thenApply(answer -> answer.statusCode());
    }

    private void hold(int forms, String network) {
        for (int form = 0; form < forms; form++) {
            var _ = asked("/wait", network + Integer.toHexString(form));
        }
        held.acquireUninterruptibly(forms);
    }

    /// Whoever has one address of IPv6 has all that begin with the same half.
    @Test
    void one_network_of_ipv6_has_no_more_forms_than_one_address() {
        hold(64, "2001:db8:1:2::");

        assertEquals(429, asked("/", "2001:db8:1:2:ffff::1").join());
        assertEquals(200, asked("/", "2001:db8:1:3::1").join());
        assertEquals(200, asked("/", "192.168.1.7").join());
    }
}

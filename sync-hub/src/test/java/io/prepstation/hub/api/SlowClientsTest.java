package io.prepstation.hub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A server that waits half a second; the product waits minutes.
@Tag("OPS-7")
class SlowClientsTest {

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int PATIENCE_MILLIS = 30_000;

    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        serve(SHORT, new SlowClients.Bound(100, 100));
    }

    private void serve(Duration wait, SlowClients.Bound bound) {
        SlowClients slow = new SlowClients(vertx, wait, wait, bound);
        Router router = Router.router(vertx);
        router.route().handler(slow::begun);
        router.post("/").handler(BodyHandler.create(false));
        router.route("/").handler(context -> context.end("good"));
        server =
                done(
                        vertx.createHttpServer(
                                        new HttpServerOptions().setHttp2ClearTextEnabled(false))
                                .connectionHandler(slow::connected)
                                .requestHandler(router)
                                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void stop() {
        done(vertx.close());
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private Socket saying(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        say(socket, text);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// What comes until the server hangs up, which it must.
    private static String heard(Socket socket) throws IOException {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void who_says_nothing_is_hung_up_on() throws Exception {
        assertEquals("", heard(saying("")));
    }

    @Test
    void who_does_not_end_the_head_is_hung_up_on_however_often_he_sends_a_byte() throws Exception {
        try (Socket socket = saying("GET / HTTP/1.1\r\n")) {
            InputStream in = socket.getInputStream();
            vertx.setPeriodic(50, _ -> trickle(socket));
            assertEquals(-1, in.read());
        } catch (SocketException reset) {
            assertTrue(reset.getMessage() != null, "hung up on while it sent");
        }
    }

    private static void trickle(Socket socket) {
        try {
            say(socket, "X-A: b\r\n");
        } catch (IOException hungUp) {
            // What is waited for.
        }
    }

    @Test
    void who_does_not_end_the_body_is_hung_up_on() throws Exception {
        assertEquals(
                "", heard(saying("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf")));
    }

    @Test
    void one_address_has_so_many_lines_and_all_together_so_many() throws Exception {
        serve(Duration.ofMinutes(10), new SlowClients.Bound(4, 6));
        List<Socket> lines = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                lines.add(answered("127.0.0.2"));
            }
            assertEquals("", said("127.0.0.2"), "the fifth of one address");
            lines.add(answered("127.0.0.3"));
            lines.add(answered("127.0.0.3"));
            assertEquals("", said("127.0.0.4"), "the seventh of all");
        } finally {
            for (Socket line : lines) {
                line.close();
            }
        }
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        String heard = said("127.0.0.2");
        while (heard.isEmpty() && System.nanoTime() < end) {
            heard = said("127.0.0.2");
        }
        assertTrue(heard.endsWith("good"), "there is room again");
    }

    private Socket from(String address) throws IOException {
        Socket socket =
                new Socket(
                        InetAddress.getLoopbackAddress(),
                        server.actualPort(),
                        InetAddress.getByName(address),
                        0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private Socket answered(String address) throws IOException {
        Socket socket = from(address);
        say(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        awaitGood(socket);
        return socket;
    }

    /// All that is said on a line of its own; nothing if it is hung up on.
    private String said(String address) throws IOException {
        try (Socket socket = from(address)) {
            say(socket, "GET / HTTP/1.0\r\nHost: h\r\n\r\n");
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }

    @Test
    void who_asks_is_answered_and_may_ask_again() throws Exception {
        try (Socket socket = saying("GET / HTTP/1.1\r\nHost: h\r\n\r\n")) {
            awaitGood(socket);
            say(socket, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody");
            awaitGood(socket);
            assertEquals(-1, socket.getInputStream().read(), "nothing more is asked");
        }
    }

    private static void awaitGood(Socket socket) throws IOException {
        StringBuilder heard = new StringBuilder();
        while (!heard.toString().endsWith("good")) {
            heard.append((char) socket.getInputStream().read());
        }
    }
}

package io.prepstation.hub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A server that waits half a second; the product waits minutes.
@Tag("OPS-7")
class SlowClientsTest {

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String UPGRADE =
            """
            GET /socket HTTP/1.1\r
            Host: h\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    private Vertx vertx;
    private HttpServer server;
    private SlowClients slow;
    private final Semaphore ended = new Semaphore(0);

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        serve(SHORT, new SlowClients.Bound(100, 100));
    }

    private void serve(Duration wait, SlowClients.Bound bound) {
        serve(wait, bound, connection -> slow.connected(connection));
    }

    private void serve(Duration wait, SlowClients.Bound bound, Handler<HttpConnection> connected) {
        slow = new SlowClients(vertx, wait, wait, bound);
        Router router = Router.router(vertx);
        router.route().handler(slow::begun);
        router.post("/").handler(BodyHandler.create(false));
        router.route("/").handler(context -> context.end("good"));
        router.route("/known")
                .handler(context -> {
                    slow.known(context.request().connection());
                    context.end("good");
                });
        router.route("/socket")
                .handler(context -> {
                    HttpConnection connection = context.request().connection();
                    context.request()
                            .toWebSocket()
                            .onSuccess(socket ->
                                    socket.closeHandler(_ -> {
                                        slow.left(connection);
                                        ended.release();
                                    }));
                });
        server =
                done(
                        vertx.createHttpServer(
                                        new HttpServerOptions().setHttp2ClearTextEnabled(false))
                                .connectionHandler(connected)
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

    /// The oldest of those that nobody knows makes room.
    @Test
    void one_address_has_so_many_lines_and_all_together_so_many() throws Exception {
        serve(Duration.ofMinutes(10), new SlowClients.Bound(4, 6));
        List<Socket> lines = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                lines.add(answered("127.0.0.2"));
            }
            assertEquals(-1, lines.getFirst().getInputStream().read(), "the fifth of one address");
            lines.add(answered("127.0.0.3"));
            lines.add(answered("127.0.0.3"));
            lines.add(answered("127.0.0.4"));
            assertEquals(-1, lines.get(1).getInputStream().read(), "the seventh of all");
            for (Socket line : lines.subList(2, lines.size())) {
                say(line, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                awaitGood(line);
            }
        } finally {
            for (Socket line : lines) {
                line.close();
            }
        }
    }

    /// Whoever has one address of IPv6 has all that begin with the same half.
    @Test
    void one_network_of_ipv6_has_no_more_than_one_address() throws Exception {
        Iterator<String> addresses =
                List.of("2001:db8:1:2::1", "2001:db8:1:3::1", "2001:db8:1:2::2", "2001:db8:1:2:3::")
                        .iterator();
        serve(
                Duration.ofMinutes(10),
                new SlowClients.Bound(2, 100),
                connection -> slow.connected(comingFrom(addresses.next(), connection)));
        try (Socket first = answered("127.0.0.1");
                Socket other = answered("127.0.0.1");
                Socket second = answered("127.0.0.1");
                Socket third = answered("127.0.0.1")) {
            assertEquals(-1, first.getInputStream().read());
            for (Socket line : List.of(other, second, third)) {
                say(line, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                awaitGood(line);
            }
        }
    }

    /// This machine has one address of IPv6 to come from; the connection is a real one.
    private static HttpConnection comingFrom(String address, HttpConnection connection) {
        return (HttpConnection)
                Proxy.newProxyInstance(
                        HttpConnection.class.getClassLoader(),
                        new Class<?>[] {HttpConnection.class},
                        (_, method, arguments) ->
                                method.getName().equals("remoteAddress")
                                        ? SocketAddress.inetSocketAddress(1, address)
                                        : method.invoke(connection, arguments));
    }

    @Test
    void a_line_that_is_known_does_not_count_and_one_that_ended_neither() throws Exception {
        serve(Duration.ofMinutes(10), new SlowClients.Bound(2, 2));
        try (Socket known = answered("127.0.0.2")) {
            say(known, "GET /known HTTP/1.1\r\nHost: h\r\n\r\n");
            awaitGood(known);
            for (int i = 0; i < 20; i++) {
                answered("127.0.0.2").close();
            }
            say(known, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            awaitGood(known);
        }
    }

    /// Their end is told by nobody but their sockets: the line that stays is the one that would make room.
    @Test
    void a_line_that_became_a_web_socket_and_ended_does_not_count() throws Exception {
        serve(Duration.ofMinutes(10), new SlowClients.Bound(3, 3));
        try (Socket stays = answered("127.0.0.2")) {
            for (int i = 0; i < 20; i++) {
                try (Socket socket = from("127.0.0.2")) {
                    say(socket, UPGRADE);
                    assertEquals('H', socket.getInputStream().read());
                }
                ended.acquire();
            }
            say(stays, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            awaitGood(stays);
        }
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

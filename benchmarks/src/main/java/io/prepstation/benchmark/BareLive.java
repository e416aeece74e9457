package io.prepstation.benchmark;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The least that telling another station of a change costs: a row at the one, a request to the hub, a row there, a WebSocket
/// message with the same bytes to the other, and a row there. Each row is on the disk before the next step, with
/// `synchronous=FULL`. Nothing is looked at.
final class BareLive implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CompletableFuture<ServerWebSocket> follower = new CompletableFuture<>();
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final Row sender;
    private final Row hub;
    private final Row listener;
    private final URI address;
    private final WebSocket socket;

    /// @param folder for the files
    BareLive(Path folder) throws SQLException {
        this.sender = new Row(folder.resolve("live-sender.db"));
        this.hub = new Row(folder.resolve("live-hub.db"));
        this.listener = new Row(folder.resolve("live-listener.db"));
        HttpServer server =
                vertx.createHttpServer()
                        .webSocketHandler(follower::complete)
                        .requestHandler(this::received)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        this.address = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
        this.socket =
                client.newWebSocketBuilder()
                        .buildAsync(URI.create("ws" + address.toString().substring(4)), new Told())
                        .join();
        follower.join();
    }

    /// Tells the other station of one change, and waits until the hub has answered too, which does not count.
    ///
    /// @return nanoseconds
    long change(String text) throws IOException, InterruptedException, SQLException {
        long start = System.nanoTime();
        sender.keep(text);
        var answer =
                client.sendAsync(
                        HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(text)).build(),
                        BodyHandlers.ofString());
        String told = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        long took = System.nanoTime() - start;
        if (!text.equals(told) || !text.equals(answer.join().body())) {
            throw new IOException("the bare change did not arrive: " + told);
        }
        return took;
    }

    private void received(HttpServerRequest request) {
        var _ =
                request.body()
                        .compose(body -> told(request, body.toString()))
                        .onFailure(failure -> request.response().setStatusCode(500).end());
    }

    private Future<Void> told(HttpServerRequest request, String text) {
        return vertx.executeBlocking(
                        () -> {
                            hub.keep(text);
                            return text;
                        })
                .compose(_ -> {
                    var _ = follower.join().writeTextMessage(text);
                    return request.response().end(text);
                });
    }

    @Override
    public void close() throws SQLException {
        socket.abort();
        client.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        sender.close();
        hub.close();
        listener.close();
    }

    /// The other station's end of the live connection.
    private final class Told implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                try {
                    listener.keep(whole);
                    arrived.add(whole);
                } catch (SQLException e) {
                    arrived.add(String.valueOf(e.getMessage()));
                }
            }
            from.request(1);
            return null;
        }
    }

    /// One row that is written over.
    private static final class Row implements AutoCloseable {

        private final Connection file;
        private final PreparedStatement update;

        Row(Path path) throws SQLException {
            this.file = BareFile.open(path);
            BareFile.run(file, "CREATE TABLE containers (id INTEGER PRIMARY KEY, text TEXT)");
            BareFile.run(file, "INSERT INTO containers VALUES (1, '')");
            this.update = file.prepareStatement("UPDATE containers SET text = ? WHERE id = 1");
        }

        void keep(String text) throws SQLException {
            update.setString(1, text);
            update.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            update.close();
            file.close();
        }
    }
}

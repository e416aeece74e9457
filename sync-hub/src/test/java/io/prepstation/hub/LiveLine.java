package io.prepstation.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.record.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A station's live connection.
final class LiveLine implements AutoCloseable, WebSocket.Listener {

    private static final long PATIENCE_SECONDS = 60;

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;

    private LiveLine() {}

    static LiveLine open(RunningHub hub, TestStation station, String cursor) {
        LiveLine line = new LiveLine();
        line.socket = line.connect(hub, station.bearer());
        line.socket
                .sendText(Json.object().put("type", "hello").put("cursor", cursor).toString(), true)
                .join();
        return line;
    }

    /// Why a connection with this authorization is not opened.
    static String refusal(RunningHub hub, String authorization) {
        LiveLine line = new LiveLine();
        try {
            line.socket = line.connect(hub, authorization);
            return null;
        } catch (CompletionException e) {
            return e.getCause() instanceof WebSocketHandshakeException handshake
                    ? "status " + handshake.getResponse().statusCode()
                    : e.toString();
        } finally {
            line.close();
        }
    }

    /// The next message; there must be one within a minute.
    JsonNode next() throws Exception {
        String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing came on the live connection");
        }
        return Json.parseObject(message);
    }

    /// The code it was closed with by the hub; it must be within a minute.
    int closed() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(part.toString());
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
        client.close();
    }

    private WebSocket connect(RunningHub hub, String authorization) {
        return client.newWebSocketBuilder()
                .header("Authorization", authorization)
                .buildAsync(URI.create(hub.url().replace("http:", "ws:") + "/api/sync/live"), this)
                .join();
    }
}

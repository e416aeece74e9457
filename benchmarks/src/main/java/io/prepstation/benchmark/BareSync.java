package io.prepstation.benchmark;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The least that bringing batches over costs: a request each, what it leaves at the other side in one transaction, and what
/// its answer leaves here in another one, both with `synchronous=FULL`.
final class BareSync implements AutoCloseable {

    /// What goes over in one request.
    ///
    /// @param operations the texts of the operations, as they were sent
    /// @param answer what the hub said to them, as many bytes
    record Batch(List<String> operations, String answer) {
        Batch {
            operations = List.copyOf(operations);
        }

        static String body(List<String> operations) {
            return "{\"operations\":[" + String.join(",", operations) + "]}";
        }
    }

    private final List<Batch> batches;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BareRows here;
    private final BareRows there;

    /// @param here what the station has
    /// @param there what the hub has
    BareSync(List<Batch> batches, BareRows here, BareRows there) throws IOException {
        this.batches = List.copyOf(batches);
        this.here = here;
        this.there = there;
        // Else its answer waits 40 ms for the client to confirm the head of the answer, which it
        // delays just as long.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    int number = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
                    byte[] answer = received(number, body).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    /// Brings all of them over, one after the other.
    ///
    /// @return nanoseconds
    long drain() throws IOException, InterruptedException, SQLException {
        long start = System.nanoTime();
        for (int number = 0; number < batches.size(); number++) {
            exchange(number);
        }
        return System.nanoTime() - start;
    }

    /// Brings one of them over.
    ///
    /// @return nanoseconds
    long exchange(int number) throws IOException, InterruptedException, SQLException {
        long start = System.nanoTime();
        String answer =
                client.send(
                                HttpRequest.newBuilder(address(number))
                                        .POST(BodyPublishers.ofString(here.body(number)))
                                        .build(),
                                BodyHandlers.ofString())
                        .body();
        if (answer.isEmpty()) {
            throw new IOException("no answer");
        }
        here.keep(number);
        return System.nanoTime() - start;
    }

    private URI address(int number) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + number);
    }

    private String received(int number, byte[] body) throws IOException {
        if (body.length == 0) {
            throw new IOException("nothing was sent");
        }
        try {
            there.keep(number);
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return batches.get(number).answer();
    }

    @Override
    public void close() throws SQLException {
        client.shutdownNow();
        server.stop(0);
        threads.shutdownNow();
        here.close();
        there.close();
    }
}

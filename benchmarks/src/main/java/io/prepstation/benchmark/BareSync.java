package io.prepstation.benchmark;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The least that bringing batches over costs: a request each, the operations as rows at the other side in one
/// transaction, and their rows marked here in another one, both with `synchronous=FULL`. Nothing is looked at.
final class BareSync implements AutoCloseable {

    /// What goes over in one request.
    ///
    /// @param operations the texts of the operations, as they were sent
    /// @param answer what the hub said to them, as many bytes
    record Batch(List<String> operations, String answer) {
        Batch {
            operations = List.copyOf(operations);
        }

        String body() {
            return "{\"operations\":[" + String.join(",", operations) + "]}";
        }
    }

    private final List<Batch> batches;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Connection here;
    private final Connection there;

    BareSync(Path folder, List<Batch> batches) throws IOException, SQLException {
        this.batches = List.copyOf(batches);
        this.here = open(folder.resolve("bare-station.db"));
        this.there = open(folder.resolve("bare-hub.db"));
        run(here, "CREATE TABLE outbox (seq INTEGER PRIMARY KEY, text TEXT, sent INTEGER)");
        run(there, "CREATE TABLE operations (seq INTEGER PRIMARY KEY, text TEXT, answer TEXT)");
        fill();
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
        long first = 0;
        for (int number = 0; number < batches.size(); number++) {
            int count = batches.get(number).operations().size();
            List<String> read = read(first, count);
            String body = "{\"operations\":[" + String.join(",", read) + "]}";
            String answer =
                    client.send(
                                    HttpRequest.newBuilder(address(number))
                                            .POST(HttpRequest.BodyPublishers.ofString(body))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body();
            if (answer.isEmpty()) {
                throw new IOException("no answer");
            }
            mark(first, count);
            first += count;
        }
        return System.nanoTime() - start;
    }

    private URI address(int number) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + number);
    }

    private String received(int number, byte[] body) throws IOException {
        Batch batch = batches.get(number);
        if (body.length == 0) {
            throw new IOException("nothing was sent");
        }
        try (PreparedStatement insert =
                there.prepareStatement("INSERT INTO operations (text, answer) VALUES (?, ?)")) {
            run(there, "BEGIN IMMEDIATE");
            for (String operation : batch.operations()) {
                insert.setString(1, operation);
                insert.setString(2, operation);
                insert.addBatch();
            }
            insert.executeBatch();
            run(there, "COMMIT");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return batch.answer();
    }

    private void fill() throws SQLException {
        run(here, "BEGIN");
        try (PreparedStatement insert =
                here.prepareStatement("INSERT INTO outbox (text, sent) VALUES (?, 0)")) {
            for (Batch batch : batches) {
                for (String operation : batch.operations()) {
                    insert.setString(1, operation);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        run(here, "COMMIT");
    }

    private List<String> read(long after, int count) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement query =
                here.prepareStatement(
                        "SELECT text FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?")) {
            query.setLong(1, after);
            query.setInt(2, count);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }

    private void mark(long after, int count) throws SQLException {
        try (PreparedStatement update =
                here.prepareStatement("UPDATE outbox SET sent = 1 WHERE seq > ? AND seq <= ?")) {
            run(here, "BEGIN IMMEDIATE");
            update.setLong(1, after);
            update.setLong(2, after + count);
            update.executeUpdate();
            run(here, "COMMIT");
        }
    }

    private static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        run(connection, "PRAGMA journal_mode = WAL");
        run(connection, "PRAGMA synchronous = FULL");
        return connection;
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
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

package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How long a new station takes to have a lab of 50,000 containers, enrolment with it; and the same bytes by bare HTTP,
/// each line a row of bare SQLite.
final class ColdDownloadBench {

    private static final int ROWS = 50_000;
    private static final int AT_ONCE = 1_000;
    private static final int ROUNDS = 5;

    private ColdDownloadBench() {}

    static Figure run(Path demoData)
            throws IOException, InterruptedException, StoreException, SQLException {
        try (EnrolledStation hub = new EnrolledStation(demoData);
                SyncingStation station = new SyncingStation(hub.data(), hub.enrolment())) {
            fill(station.client());
            byte[] bytes = bytes(hub.enrolment());
            Samples ours = new Samples();
            Samples floor = new Samples();
            hub.another("warm-up");
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                hub.another("cold-" + round);
                ours.add(System.nanoTime() - start);
                floor.add(bare(bytes, hub.root().resolve("bare-" + round + ".db")));
            }
            return new Figure(
                    "sync-download-50000",
                    ours.median() / 1000,
                    floor.median() / 1000,
                    "s",
                    null,
                    ROUNDS,
                    String.format(
                            Locale.ROOT,
                            "%.0f rows/s, %.1f MB; ours %s; bare %s",
                            ROWS / ours.median() * 1000,
                            bytes.length / 1e6,
                            ours.spread(),
                            floor.spread()));
        }
    }

    private static void fill(HubClient hub) throws IOException {
        RawEdits edits = new RawEdits();
        for (int from = 0; from < ROWS; from += AT_ONCE) {
            List<ObjectNode> operations =
                    IntStream.range(from, from + AT_ONCE)
                            .mapToObj(number -> edits.create("C-" + number))
                            .toList();
            if (!RawEdits.push(hub, operations).success()) {
                throw new IOException("the hub took no containers");
            }
        }
    }

    private static byte[] bytes(StationEnrolment enrolment)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create(enrolment.hubUrl() + "/api/sync/download"))
                                    .header("Authorization", "Bearer " + enrolment.token())
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
        }
    }

    /// @return nanoseconds
    private static long bare(byte[] bytes, Path file)
            throws IOException, InterruptedException, SQLException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        try (HttpClient client = HttpClient.newHttpClient();
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE lines (number INTEGER PRIMARY KEY, text TEXT)");
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            long start = System.nanoTime();
            List<String> lines =
                    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofLines())
                            .body()
                            .toList();
            insert(connection, statement, lines);
            return System.nanoTime() - start;
        } finally {
            server.stop(0);
        }
    }

    private static void insert(Connection connection, Statement statement, List<String> lines)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO lines (text) VALUES (?)")) {
            statement.execute("BEGIN IMMEDIATE");
            for (String line : lines) {
                insert.setString(1, line);
                insert.executeUpdate();
            }
            statement.execute("COMMIT");
        }
    }
}

package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {

    private static final int KILLS = 4;
    private static final int UPLOADS_A_LIFE = 60;
    private static final int SENDERS = 4;

    @TempDir Path directory;

    private final Map<String, Receipt> acknowledged = new ConcurrentHashMap<>();

    @Test
    @Tag("SYN-4")
    void killed_while_receiving_the_hub_keeps_all_it_acknowledged_and_nothing_by_half()
            throws Exception {
        RunningHub hub = RunningHub.withFormulas(directory.resolve("hub"));
        TestStation station = TestStation.enrolledAt(hub);
        List<UploadBundle> bundles = new ArrayList<>();
        WeighedSession pattern = WeighedSession.of(station, "PRM00936", hub.clock.instant());
        for (int number = 0; number < KILLS * UPLOADS_A_LIFE; number++) {
            bundles.add(pattern.again().bundle());
        }
        hub.close();

        for (int kill = 0; kill < KILLS; kill++) {
            killWhileReceiving(
                    hub.data,
                    station,
                    bundles.subList(kill * UPLOADS_A_LIFE, (kill + 1) * UPLOADS_A_LIFE));
        }

        int before = acknowledged.size();
        assertTrue(before > 0 && before < bundles.size(), "acknowledged before: " + before);
        sendAllAgain(hub.data, station, bundles);
        assertEquals(bundles.size(), acknowledged.size());
        try (Administration administration = Administration.open(hub.data, hub.clock)) {
            var report = administration.verify();
            assertEquals(List.of(), report.faults());
            assertEquals(bundles.size(), report.sessions());
        }
    }

    @Test
    @Tag("SYN-16")
    void killed_in_the_middle_of_an_attachment_it_has_every_piece_it_answered() throws Exception {
        RunningHub hub = RunningHub.in(directory.resolve("hub"));
        TestStation station = TestStation.enrolledAt(hub);
        Attached photo = Attached.photo(1000, 1);
        photo.stateAt(station);
        hub.stop();

        try (HubProcess process = HubProcess.serving(hub.data, "--http");
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest piece =
                    HttpRequest.newBuilder(URI.create(process.url() + photo.path() + "?offset=0"))
                            .header("Authorization", station.bearer())
                            .PUT(BodyPublishers.ofByteArray(photo.part(0, 600)))
                            .build();
            assertEquals(200, client.send(piece, BodyHandlers.ofString()).statusCode());
            process.kill();
        }

        hub.restart();
        assertEquals(600, photo.stateAt(station).received());
        station.put(photo.path() + "?offset=600", photo.part(600, 1000));
        assertTrue(photo.stateAt(station).complete());
        hub.close();
    }

    private void killWhileReceiving(Path data, TestStation station, List<UploadBundle> bundles)
            throws Exception {
        CountDownLatch third = new CountDownLatch(bundles.size() / 3);
        Queue<UploadBundle> waiting = new ConcurrentLinkedQueue<>(bundles);
        try (HubProcess process = HubProcess.serving(data, "--http");
                HttpClient client = HttpClient.newHttpClient();
                var senders = Executors.newFixedThreadPool(SENDERS)) {
            for (int sender = 0; sender < SENDERS; sender++) {
                senders.execute(() -> {
                    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                        if (!reaches(client, process, station, next)) {
                            return;
                        }
                        third.countDown();
                    }
                });
            }
            third.await();
            process.kill();
        }
    }

    /// False once the hub is dead.
    private boolean reaches(
            HttpClient client, HubProcess process, TestStation station, UploadBundle bundle) {
        try {
            send(client, process, station, bundle);
            return true;
        } catch (IOException e) {
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void sendAllAgain(Path data, TestStation station, List<UploadBundle> bundles)
            throws Exception {
        try (HubProcess process = HubProcess.serving(data, "--http");
                HttpClient client = HttpClient.newHttpClient()) {
            for (UploadBundle bundle : bundles) {
                send(client, process, station, bundle);
            }
            assertTrue(process.stop(), "SIGTERM ends the hub");
        }
    }

    private void send(
            HttpClient client, HubProcess process, TestStation station, UploadBundle bundle)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(process.url() + "/api/sync/upload"))
                        .header("Authorization", station.bearer())
                        .POST(BodyPublishers.ofString(bundle.text()))
                        .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        Receipt receipt = TestStation.receiptIn(answer);
        Receipt earlier = acknowledged.putIfAbsent(receipt.sessionId(), receipt);
        assertEquals(receipt, earlier == null ? receipt : earlier);
        assertEquals(bundle.contentHash(), Json.write(receipt).path("contentHash").asText());
    }
}

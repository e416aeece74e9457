package io.prepstation.kiosk.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Receipt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Asks the hub what it holds, by another way than the station's own client, so that the two check each other.
final class HubWitness {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final StationEnrolment enrolment;
    private final String hubUrl;

    /// @param data of the station, whose enrolment gives the right to read
    HubWitness(Path data, String hubUrl) throws DemoFailed {
        this.hubUrl = hubUrl;
        try (StationDatabase station = StationDatabase.open(data)) {
            this.enrolment = station.enrolments().getFirst();
        } catch (StoreException e) {
            throw new DemoFailed("the station's enrolment cannot be read: " + e.getMessage(), e);
        }
    }

    /// The session as the hub gives it, once it is certain: it is the only one, completed, and its receipt verifies.
    ObjectNode session(String id) throws DemoFailed, IOException, InterruptedException {
        int sessions = sessions().size();
        if (sessions != 1) {
            throw new DemoFailed("the hub holds " + sessions + " sessions instead of one");
        }
        ObjectNode stored = get("/api/sessions/" + id);
        String status = stored.path("session").path("status").asText();
        if (!status.equals("completed")) {
            throw new DemoFailed(
                    "the hub holds the session as \"" + status + "\" instead of completed");
        }
        requireReceipt(id, stored);
        return stored;
    }

    /// The ids of every session the hub holds.
    List<String> sessions() throws DemoFailed, IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        ObjectNode page = get("/api/sessions");
        page.path("sessions").forEach(session -> ids.add(session.path("id").asText()));
        while (page.path("hasMore").asBoolean()) {
            page = get("/api/sessions?cursor=" + page.path("nextCursor").asText());
            page.path("sessions").forEach(session -> ids.add(session.path("id").asText()));
        }
        return ids;
    }

    private void requireReceipt(String id, ObjectNode stored) throws DemoFailed {
        try {
            Receipt receipt = Json.read(stored.path("receipt"), Receipt.class);
            if (!receipt.sessionId().equals(id) || !receipt.verifies(enrolment.hubPublicKey())) {
                throw new DemoFailed("the hub's receipt does not verify: " + receipt);
            }
        } catch (MalformedJson e) {
            throw new DemoFailed("the hub gave no readable receipt: " + e.getMessage(), e);
        }
    }

    private ObjectNode get(String path) throws DemoFailed, IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(hubUrl + path))
                        .header("Authorization", "Bearer " + enrolment.token())
                        .timeout(PATIENCE)
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new DemoFailed(
                        "the hub answered "
                                + path
                                + " with "
                                + answer.statusCode()
                                + ": "
                                + answer.body());
            }
            return Json.parseObject(answer.body());
        } catch (MalformedJson e) {
            throw new DemoFailed("the hub answered " + path + " with something else than JSON", e);
        }
    }
}

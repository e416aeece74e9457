package io.prepstation.kiosk.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a backup holds: each file by its place below the station's data directory, and the hash of its bytes.
record BackupManifest(Instant madeAt, List<Entry> files) {

    private static final String NAME = "manifest.json";

    /// @param path below the data directory, and below the backup: `labs/acme/lab-1.db`
    record Entry(String path, String sha256) {}

    BackupManifest {
        files = List.copyOf(files);
    }

    void write(Path folder) throws IOException {
        ObjectNode json = Json.object().put("madeAt", madeAt.toEpochMilli());
        ArrayNode list = json.putArray("files");
        files.forEach(
                file -> list.addObject().put("path", file.path()).put("sha256", file.sha256()));
        Files.writeString(folder.resolve(NAME), json.toPrettyString() + "\n");
    }

    /// @throws BackupFailed if the folder is no whole backup
    static BackupManifest read(Path folder) throws BackupFailed {
        try {
            ObjectNode json = Json.parseObject(Files.readAllBytes(folder.resolve(NAME)));
            List<Entry> files = new ArrayList<>();
            for (JsonNode file : json.path("files")) {
                files.add(new Entry(file.path("path").asText(), file.path("sha256").asText()));
            }
            if (files.isEmpty()) {
                throw new BackupFailed(folder + " is no whole backup: its " + NAME + " is empty.");
            }
            return new BackupManifest(Instant.ofEpochMilli(json.path("madeAt").asLong()), files);
        } catch (IOException | MalformedJson e) {
            throw new BackupFailed(
                    folder + " is no whole backup: its " + NAME + " cannot be read.", e);
        }
    }
}

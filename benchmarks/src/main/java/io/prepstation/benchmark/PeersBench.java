package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Ours against PouchDB and express-pouchdb on the same documents in batches of the same size, in turn. Theirs writes to
/// LevelDB without waiting for the disk, and gives no numbers, checks no references and keeps no operations; ours does.
final class PeersBench {

    private static final int DOCUMENTS = 5_000;
    private static final int ROUNDS = 3;

    private PeersBench() {}

    /// @param peers the folder of the program in Node, with what it needs installed
    static Figure run(Programs programs, Path peers)
            throws IOException, InterruptedException, StoreException, SQLException {
        try (DrainedStation drained = new DrainedStation(programs)) {
            Process node =
                    new ProcessBuilder("node", "replicate.mjs", drained.folder().toString())
                            .directory(peers.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try (BufferedReader answers = node.inputReader(StandardCharsets.UTF_8);
                    Writer orders = node.outputWriter(StandardCharsets.UTF_8)) {
                List<Double> ours = new ArrayList<>();
                List<Double> theirs = new ArrayList<>();
                for (int round = 0; round <= ROUNDS; round++) {
                    double own = drained.drain(DOCUMENTS, "peer-" + round + "-") / 1e9;
                    Path file = drained.folder().resolve("documents-" + round + ".jsonl");
                    Files.write(file, documents(drained.station().sent(DOCUMENTS)));
                    double other = theirs(orders, answers, file);
                    if (round > 0) {
                        ours.add(own);
                        theirs.add(other);
                    }
                }
                return figure(ours, theirs);
            } finally {
                node.destroy();
            }
        }
    }

    private static double theirs(Writer orders, BufferedReader answers, Path file)
            throws IOException {
        orders.write(file + "\n");
        orders.flush();
        String seconds = answers.readLine();
        if (seconds == null) {
            throw new IOException("the peer ended; see above");
        }
        return Double.parseDouble(seconds);
    }

    private static List<String> documents(List<String> operations) throws IOException {
        List<String> documents = new ArrayList<>();
        try {
            for (String text : operations) {
                JsonNode operation = Json.parseObject(text);
                ObjectNode document = Json.object().put("_id", operation.path("entityId").asText());
                document.put("entityType", operation.path("entityType").asText());
                document.setAll((ObjectNode) operation.path("data"));
                documents.add(document.toString());
            }
            return documents;
        } catch (MalformedJson e) {
            throw new IOException("an operation is unreadable", e);
        }
    }

    private static Figure figure(List<Double> ours, List<Double> theirs) {
        double median = SyncDrainBench.median(ours);
        double other = SyncDrainBench.median(theirs);
        return new Figure(
                "sync-peers",
                median,
                other,
                "s",
                null,
                ROUNDS,
                String.format(
                        Locale.ROOT,
                        "%d documents in batches of 50: ours %.0f/s, PouchDB to express-pouchdb %.0f/s;"
                                + " ours %s, theirs %s s",
                        DOCUMENTS,
                        DOCUMENTS / median,
                        DOCUMENTS / other,
                        SyncDrainBench.texts(ours),
                        SyncDrainBench.texts(theirs)));
    }
}

package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An outsider with curl does what docs/sync.md says, word for word.
@Tag("SYN-3")
class SyncPageTest {

    private static final Path PAGE = Path.of("../docs/sync.md");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir Path directory;

    @Test
    void an_outsider_enrols_pushes_a_lot_and_its_container_and_repeats_both() throws Exception {
        try (RunningHub hub = RunningHub.withFormulas(directory.resolve("hub"))) {

            run(hub, hub.newCode());

            JsonNode lot = json("lot.json").path("results").path(0);
            JsonNode container = json("container.json").path("results").path(0);
            assertEquals("applied", lot.path("status").asText());
            assertEquals("applied", container.path("status").asText());
            JsonNode changes = json("changes.json").path("changes");
            assertEquals(2, changes.size());
            assertEquals(lot.path("realId").asText(), changes.at("/1/data/lotId").asText());
            assertEquals(changes.at("/0/data/ingredientId"), changes.at("/1/data/ingredientId"));
        }
    }

    private void run(RunningHub hub, String code) throws Exception {
        Path script = directory.resolve("page.sh");
        String commands =
                COMMANDS.matcher(Files.readString(PAGE))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.joining("\n"));
        Files.writeString(script, "set -eu\n" + commands);
        ProcessBuilder shell =
                new ProcessBuilder("sh", script.toString())
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("output").toFile());
        shell.environment().put("HUB", hub.url());
        shell.environment().put("CODE", code);
        Process process = shell.start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the page's commands did not end");
        assertEquals(0, process.exitValue(), Files.readString(directory.resolve("output")));
    }

    private JsonNode json(String file) throws Exception {
        try {
            return Json.parseObject(Files.readAllBytes(directory.resolve(file)));
        } catch (IOException e) {
            throw new AssertionError("the page's commands wrote no " + file, e);
        }
    }
}

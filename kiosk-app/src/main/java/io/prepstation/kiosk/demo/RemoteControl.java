package io.prepstation.kiosk.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.camera.CameraStatus;
import io.prepstation.kiosk.sync.SyncStatus;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The kiosk's side of being used from outside: prints every change as a JSON line, does what it reads.
///
/// It sees and does what a person at the bench sees and does, no more; who may start the kiosk may also stand in front
/// of it.
public final class RemoteControl {

    private static final Logger log = LoggerFactory.getLogger("Remote");

    private final Hands hands;
    private final PrintStream out;
    private String last = "";

    public RemoteControl(Hands hands, PrintStream out) {
        this.hands = hands;
        this.out = out;
    }

    /// Prints a situation, unless it looks like the one before.
    public synchronized void show(Situation situation) {
        String line = BenchLine.of(situation).toString();
        if (!line.equals(last)) {
            last = line;
            print(line);
        }
    }

    public synchronized void show(SyncStatus status) {
        print(
                Json.object()
                        .put("event", "sync")
                        .put("state", status.getClass().getSimpleName())
                        .put("text", status.toString())
                        .toString());
    }

    public synchronized void show(CameraStatus status) {
        print(
                Json.object()
                        .put("event", "camera")
                        .put("camera", status.getClass().getSimpleName())
                        .toString());
    }

    /// Obeys line by line until there are no more.
    public void obey(BufferedReader commands) throws IOException, InterruptedException {
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            try {
                obey(Json.parseObject(line));
            } catch (MalformedJson e) {
                log.warn("not a command: {}", line);
            }
        }
    }

    private void obey(ObjectNode command) throws IOException, InterruptedException {
        switch (command.path("do").asText()) {
            case "sign-in" -> hands.signIn(command.path("who").asText());
            case "pin" -> hands.pin(command.path("digits").asText());
            case "tap" -> tap(command.path("what").asText());
            case "scan" -> hands.scan(command.path("text").asText());
            case "picture" -> picture(command.path("file").asText());
            default -> log.warn("unknown command: {}", command);
        }
    }

    private void tap(String what) throws InterruptedException {
        boolean done = hands.tap(what);
        synchronized (this) {
            print(Json.object().put("event", "tap").put("what", what).put("done", done).toString());
        }
    }

    private void picture(String file) throws IOException, InterruptedException {
        hands.picture(Path.of(file));
        synchronized (this) {
            print(Json.object().put("event", "picture").put("file", file).toString());
        }
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}

package io.prepstation.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// The system's Chromium without a window, driven by its DevTools protocol: keys, pictures, scripts. One page.
final class Chromium implements AutoCloseable, WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// What a key sends: its code, and the text it types.
    private static final Map<String, List<String>> KEYS =
            Map.of(
                    "Tab", List.of("9", ""),
                    "Enter", List.of("13", "\r"),
                    "Space", List.of("32", " "),
                    "ArrowDown", List.of("40", ""));

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<ObjectNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final StringBuilder part = new StringBuilder();
    private final Process process;
    private final WebSocket socket;

    /// @param folder for its profile
    Chromium(Path folder) throws Exception {
        process =
                new ProcessBuilder(
                                "chromium",
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--disable-extensions",
                                "--disable-background-networking",
                                "--force-prefers-reduced-motion",
                                "--hide-scrollbars",
                                "--window-size=1280,900",
                                "--remote-debugging-port=0",
                                "--remote-allow-origins=*",
                                "--user-data-dir=" + folder,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            socket =
                    http.newWebSocketBuilder()
                            .buildAsync(URI.create(page(folder)), this)
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            call("Page.enable", Json.object());
            call("Log.enable", Json.object());
            call("Runtime.enable", Json.object());
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /// The address of its one page, once it has written down its port.
    private String page(Path folder) throws Exception {
        Path port = folder.resolve("DevToolsActivePort");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Files.exists(port) && Files.readAllLines(port).size() > 1);
        HttpRequest list =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + Files.readAllLines(port).getFirst()
                                                + "/json/list"))
                        .build();
        String pages = http.send(list, BodyHandlers.ofString()).body();
        for (JsonNode target : Json.parseObject("{\"pages\":" + pages + "}").path("pages")) {
            if (target.path("type").asText().equals("page")) {
                return target.path("webSocketDebuggerUrl").asText();
            }
        }
        throw new AssertionError("chromium has no page: " + pages);
    }

    private ObjectNode call(String method, ObjectNode parameters) throws Exception {
        int number = numbers.incrementAndGet();
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        ObjectNode message = Json.object().put("id", number).put("method", method);
        message.set("params", parameters);
        socket.sendText(message.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        ObjectNode found = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (found.has("error")) {
            throw new AssertionError(method + ": " + found);
        }
        return found;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard(part.toString());
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    private void heard(String text) {
        try {
            ObjectNode message = Json.parseObject(text);
            CompletableFuture<ObjectNode> asked = waiting.remove(message.path("id").asInt(-1));
            if (asked != null) {
                asked.complete(message);
            } else if (message.path("method").asText().equals("Page.loadEventFired")) {
                loads.incrementAndGet();
            } else {
                complain(message);
            }
        } catch (MalformedJson e) {
            complaints.add(e.getMessage());
        }
    }

    private void complain(ObjectNode message) {
        switch (message.path("method").asText()) {
            case "Log.entryAdded" -> {
                if (message.at("/params/entry/level").asText().equals("error")) {
                    complaints.add(message.at("/params/entry/text").asText());
                }
            }
            case "Runtime.exceptionThrown" ->
                    complaints.add(message.at("/params/exceptionDetails").toString());
            default -> {
                // What a page does otherwise is not looked at.
            }
        }
    }

    /// What the browser complained of: policies that were broken, scripts that failed, files that were not there.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void open(String url) throws Exception {
        int before = loads.get();
        call("Page.navigate", Json.object().put("url", url));
        awaitLoad(before);
    }

    private void awaitLoad(int before) {
        Awaitility.await().atMost(PATIENCE).until(() -> loads.get() > before);
    }

    /// Presses a key that leads to another page.
    void pressAndLoad(String key) throws Exception {
        int before = loads.get();
        press(key);
        awaitLoad(before);
    }

    void press(String key) throws Exception {
        List<String> meaning = KEYS.get(key);
        ObjectNode down =
                Json.object()
                        .put("type", meaning.get(1).isEmpty() ? "rawKeyDown" : "keyDown")
                        .put("key", key.equals("Space") ? " " : key)
                        .put("code", key)
                        .put("windowsVirtualKeyCode", Integer.parseInt(meaning.get(0)));
        if (!meaning.get(1).isEmpty()) {
            down.put("text", meaning.get(1));
        }
        call("Input.dispatchKeyEvent", down);
        call("Input.dispatchKeyEvent", down.deepCopy().put("type", "keyUp"));
    }

    /// Types into what has the focus.
    void type(String text) throws Exception {
        call("Input.insertText", Json.object().put("text", text));
    }

    /// Goes from one thing to the next by the keyboard alone until one fits the selector.
    void tabTo(String selector) throws Exception {
        for (int i = 0; i < 200; i++) {
            if (ask("document.activeElement.matches(" + quoted(selector) + ")").asBoolean()) {
                return;
            }
            press("Tab");
        }
        throw new AssertionError("the keyboard does not get to " + selector);
    }

    static String quoted(String text) {
        return Json.object().put("x", text).get("x").toString();
    }

    /// The value of a script, which may be a promise.
    JsonNode ask(String script) throws Exception {
        ObjectNode answer =
                call(
                        "Runtime.evaluate",
                        Json.object()
                                .put("expression", script)
                                .put("awaitPromise", true)
                                .put("returnByValue", true));
        if (answer.at("/result").has("exceptionDetails")) {
            throw new AssertionError(answer.toString());
        }
        return answer.at("/result/result/value");
    }

    /// The whole page, however long.
    void picture(Path file) throws Exception {
        ObjectNode answer =
                call(
                        "Page.captureScreenshot",
                        Json.object().put("format", "png").put("captureBeyondViewport", true));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(answer.at("/result/data").asText()));
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        http.close();
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

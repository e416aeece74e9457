package io.prepstation.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The system's Chromium without a window, driven by Playwright: keys, pictures, scripts. One page. For one thread.
final class Chromium implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 60_000;
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final Playwright playwright;
    private final Page page;

    Chromium() {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(PROGRAM)
                                        .setChromiumSandbox(false)
                                        .setArgs(
                                                List.of("--disable-gpu", "--disable-dev-shm-usage"))
                                        .setTimeout(PATIENCE_MILLIS));
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(1280, 900)
                                .setReducedMotion(ReducedMotion.REDUCE));
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onLoad(_ -> loads.incrementAndGet());
    }

    /// What the browser complained of: policies that were broken, scripts that failed, files that were not there.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void open(String url) {
        page.navigate(url);
    }

    /// Presses a key that leads to another page.
    void pressAndLoad(String key) {
        int before = loads.get();
        press(key);
        page.waitForCondition(() -> loads.get() > before);
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /// Types into what has the focus.
    void type(String text) {
        page.keyboard().insertText(text);
    }

    /// Goes from one thing to the next by the keyboard alone until one fits the selector.
    void tabTo(String selector) {
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
    JsonNode ask(String script) {
        return MAPPER.valueToTree(page.evaluate(script));
    }

    /// The whole page, however long.
    void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
        playwright.close();
    }
}

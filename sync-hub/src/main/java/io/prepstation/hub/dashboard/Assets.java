package io.prepstation.hub.dashboard;

import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Style, icon and scripts, from the program itself.
final class Assets {

    private Assets() {}

    static void mount(Router router) {
        serve(router, "/ui/style.css", "text/css", "/dashboard/style.css");
        serve(router, "/ui/icon.svg", "image/svg+xml", "/dashboard/icon.svg");
        serve(router, "/ui/live.js", "text/javascript", "/dashboard/live.js");
        serve(
                router,
                "/ui/htmx.js",
                "text/javascript",
                "/META-INF/resources/webjars/htmx.org/2.0.7/dist/htmx.min.js");
    }

    private static void serve(Router router, String path, String type, String resource) {
        Reply reply = Reply.of(200, type + "; charset=utf-8", text(resource));
        router.get(path).handler(reply::send);
    }

    private static String text(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " is part of the program", e);
        }
    }
}

package io.prepstation.hub.api;

import io.prepstation.hub.metrics.HubMetrics;
import io.prepstation.hub.metrics.MetricsToken;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Measures every request, and tells the figures to who has their own token. Where the question comes from proves
/// nothing: behind a proxy everybody comes from this machine.
final class MetricsRoutes {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OTHER = "other";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "HEAD", "OPTIONS");
    private static final Map<String, String> SIGN_INS =
            Map.of(
                    "/api/people/login", "bench",
                    "/api/people/pin", "bench",
                    "/ui/login", "page");

    private final HubMetrics metrics;
    private final MetricsToken token;

    MetricsRoutes(HubMetrics metrics, MetricsToken token) {
        this.metrics = metrics;
        this.token = token;
    }

    void mount(Router router) {
        router.route().handler(this::measure);
        router.get("/metrics").handler(this::tell);
    }

    private void measure(RoutingContext context) {
        long begun = System.nanoTime();
        context.addEndHandler(_ -> answered(context, Duration.ofNanos(System.nanoTime() - begun)));
        context.next();
    }

    private void answered(RoutingContext context, Duration took) {
        String route = route(context);
        int status = context.response().getStatusCode();
        metrics.answered(method(context), route, status, took);
        String where = SIGN_INS.get(route);
        if (where != null && status >= 400 && status < 500) {
            metrics.signInRefused(where);
        }
    }

    /// Strangers could make up any number of others.
    private static String method(RoutingContext context) {
        String name = context.request().method().name();
        return METHODS.contains(name) ? name : OTHER;
    }

    private static String route(RoutingContext context) {
        Route route = context.currentRoute();
        String path = route == null ? null : route.getPath();
        return path == null || context.response().getStatusCode() == 404 ? OTHER : path;
    }

    private void tell(RoutingContext context) {
        String header =
                Objects.requireNonNullElse(context.request().getHeader("Authorization"), "");
        if (token.opens(header)) {
            Exchange.answer(context, () -> new Answer(200, TEXT, metrics.text(), Optional.empty()));
        } else {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            Exchange.send(
                    context,
                    Answer.problem(
                            401,
                            "NO_TOKEN",
                            "send the token for figures, from keys/metrics.token of the hub:"
                                    + " Authorization: Bearer …"));
        }
    }
}

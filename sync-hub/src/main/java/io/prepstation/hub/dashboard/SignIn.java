package io.prepstation.hub.dashboard;

import io.prepstation.hub.people.WebLogin;
import io.prepstation.hub.people.WebSession;
import io.prepstation.hub.people.WebSessions;
import io.prepstation.hub.store.StoreException;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Signing in and out, and choosing a password.
final class SignIn {

    private final WebSessions sessions;
    private final Cookies cookies;
    private final Views views;

    SignIn(WebSessions sessions, Cookies cookies, Views views) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.views = views;
    }

    void mount(Dashboard dashboard, Router router, WorkerExecutor secrets) {
        dashboard.get(router, "/ui/login", _ -> login(200, ""));
        dashboard.post(router, "/ui/login", secrets, this::signIn);
        dashboard.post(router, "/ui/logout", context -> signOut(dashboard, context));
        dashboard.get(
                router,
                "/ui/password",
                context ->
                        dashboard
                                .session(context)
                                .map(session -> password(200, session, ""))
                                .orElseGet(() -> Reply.goTo("/ui/login")));
        dashboard.post(
                router, "/ui/password", secrets, context -> changePassword(dashboard, context));
    }

    private Reply signIn(RoutingContext context) throws StoreException {
        if (!Form.isOfThisSite(context)) {
            return views.forbidden();
        }
        String address = context.request().remoteAddress().hostAddress();
        WebLogin result =
                sessions.login(
                        Form.field(context, "user").strip(),
                        Form.field(context, "password"),
                        address);
        return switch (result) {
            case WebLogin.In(var token) -> {
                cookies.give(context, token);
                yield Reply.goTo("/ui/");
            }
            case WebLogin.Wrong _ -> login(403, "Name and password do not belong together.");
            case WebLogin.Closed(var wait) ->
                    login(429, "Too many tries. Try again in " + inWords(wait) + ".");
        };
    }

    private static String inWords(Duration wait) {
        long seconds = wait.toSeconds() + 1;
        return seconds < 120 ? seconds + " s" : (seconds / 60 + 1) + " minutes";
    }

    private Reply login(int status, String problem) {
        return Reply.html(status, views.of("login", Map.of("problem", problem)));
    }

    private Reply signOut(Dashboard dashboard, RoutingContext context) throws StoreException {
        Optional<WebSession> session = dashboard.session(context);
        if (session.isPresent() && !Form.isOwn(context, session.get())) {
            return views.forbidden();
        }
        if (session.isPresent()) {
            sessions.close(cookies.token(context).orElseThrow());
        }
        cookies.take(context);
        return Reply.goTo("/ui/login");
    }

    private Reply changePassword(Dashboard dashboard, RoutingContext context)
            throws StoreException {
        Optional<WebSession> session = dashboard.session(context);
        if (session.isEmpty()) {
            return Reply.goTo("/ui/login");
        }
        if (!Form.isOwn(context, session.get())) {
            return views.forbidden();
        }
        String chosen = Form.field(context, "new");
        Optional<String> problem =
                chosen.equals(Form.field(context, "again"))
                        ? sessions.changePassword(
                                session.get().member(), Form.field(context, "old"), chosen)
                        : Optional.of("The two new passwords were not the same.");
        if (problem.isPresent()) {
            return password(422, session.get(), problem.get());
        }
        cookies.take(context);
        return Reply.goTo("/ui/login");
    }

    private Reply password(int status, WebSession session, String problem) {
        return Reply.html(
                status, views.of("password", Map.of("csrf", session.csrf(), "problem", problem)));
    }
}

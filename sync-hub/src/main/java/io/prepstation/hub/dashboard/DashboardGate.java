package io.prepstation.hub.dashboard;

import io.prepstation.hub.people.WebSession;
import io.prepstation.hub.people.WebSessions;
import io.prepstation.hub.store.StoreException;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// Knows browsers by their cookie, and forms by what only their page could know.
final class DashboardGate {

    private static final String COOKIE = "prepstation";

    private final WebSessions sessions;
    private final boolean tls;

    /// @param tls whether the cookie may go over TLS only
    DashboardGate(WebSessions sessions, boolean tls) {
        this.sessions = sessions;
        this.tls = tls;
    }

    Optional<WebSession> session(RoutingContext context) throws StoreException {
        Optional<String> token = token(context);
        return token.isPresent() ? sessions.find(token.get()) : Optional.empty();
    }

    Optional<String> token(RoutingContext context) {
        return Optional.ofNullable(context.request().getCookie(COOKIE)).map(Cookie::getValue);
    }

    /// Whether a form comes from a page the hub has given to this person.
    static boolean isOwnForm(RoutingContext context, WebSession session) {
        if (!context.request().method().equals(HttpMethod.POST)) {
            return true;
        }
        String sent = context.request().getFormAttribute("csrf");
        return sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8),
                        session.csrf().getBytes(StandardCharsets.UTF_8));
    }

    void give(RoutingContext context, String token) {
        context.response().addCookie(cookie(token));
    }

    void take(RoutingContext context) {
        context.response().addCookie(cookie("").setMaxAge(0));
    }

    private Cookie cookie(String value) {
        return Cookie.cookie(COOKIE, value)
                .setPath("/ui")
                .setHttpOnly(true)
                .setSecure(tls)
                .setSameSite(CookieSameSite.STRICT);
    }
}

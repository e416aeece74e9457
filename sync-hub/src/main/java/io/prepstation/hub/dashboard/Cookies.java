package io.prepstation.hub.dashboard;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Knows browsers by their cookie, which no script and no other site gets at.
///
/// @param tls whether the cookie may go over TLS only
record Cookies(boolean tls) {

    private static final String NAME = "prepstation";

    Optional<String> token(RoutingContext context) {
        return Optional.ofNullable(context.request().getCookie(NAME)).map(Cookie::getValue);
    }

    void give(RoutingContext context, String token) {
        context.response().addCookie(cookie(token));
    }

    void take(RoutingContext context) {
        context.response().addCookie(cookie("").setMaxAge(0));
    }

    private Cookie cookie(String value) {
        return Cookie.cookie(NAME, value)
                .setPath("/ui")
                .setHttpOnly(true)
                .setSecure(tls)
                .setSameSite(CookieSameSite.STRICT);
    }
}

package io.prepstation.hub.dashboard;

import io.prepstation.hub.people.WebSession;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/// What a browser sends by a form.
final class Form {

    private Form() {}

    static String field(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.request().getFormAttribute(name), "");
    }

    /// Whether it comes from a page the hub has given to this person, not from another site's.
    static boolean isOwn(RoutingContext context, WebSession session) {
        return !context.request().method().equals(HttpMethod.POST)
                || MessageDigest.isEqual(bytes(field(context, "csrf")), bytes(session.csrf()));
    }

    /// Whether a form that is open to everybody was sent by a page of the hub, as browsers say: another site's could sign a
    /// person in by a name that is not his. Who is no browser says nothing.
    static boolean isOfThisSite(RoutingContext context) {
        String site = context.request().getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = context.request().getHeader("Origin");
        return origin == null || origin.endsWith("://" + context.request().authority());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

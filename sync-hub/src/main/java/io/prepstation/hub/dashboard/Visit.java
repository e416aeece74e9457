package io.prepstation.hub.dashboard;

import io.prepstation.hub.people.WebSession;
import io.prepstation.hub.store.Member;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/// One request of a person who may make it.
record Visit(RoutingContext context, Page page, WebSession session) {

    Member person() {
        return session.member();
    }

    String personId() {
        return person().user().id();
    }

    /// What the page's path has at `:id`.
    String id() {
        return Objects.requireNonNullElse(context.pathParam("id"), "");
    }

    /// What the page's path has at another place.
    String pathParameter(String name) {
        return Objects.requireNonNullElse(context.pathParam(name), "");
    }

    /// By which name and port the browser found the hub.
    String authority() {
        HostAndPort authority = context.request().authority();
        return authority == null ? "" : authority.toString();
    }

    /// A field of the form; empty if it has none of that name.
    String field(String name) {
        return Form.field(context, name);
    }

    /// A parameter of the query; empty if there is none of that name.
    String parameter(String name) {
        return Objects.requireNonNullElse(context.queryParams().get(name), "");
    }

    /// Whether part of an open page asks for itself again.
    boolean isForRows() {
        return context.request().getHeader("HX-Request") != null;
    }
}

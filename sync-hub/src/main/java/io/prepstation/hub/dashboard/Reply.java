package io.prepstation.hub.dashboard;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/// What a browser gets.
///
/// @param location where it is sent on; empty for a page
record Reply(int status, String mediaType, String body, String location) {

    static Reply html(int status, String body) {
        return new Reply(status, "text/html; charset=utf-8", body, "");
    }

    static Reply csv(String body) {
        return new Reply(200, "text/csv; charset=utf-8", body, "");
    }

    static Reply goTo(String path) {
        return new Reply(303, "text/plain", "", path);
    }

    void send(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader("Content-Type", mediaType);
        if (!location.isEmpty()) {
            response.putHeader("Location", location);
        }
        if (mediaType.startsWith("text/csv")) {
            response.putHeader("Content-Disposition", "attachment; filename=\"sessions.csv\"");
        }
        response.end(body);
    }
}

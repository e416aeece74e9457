package io.prepstation.hub.dashboard;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/// The body of a request that was answered without looking at it.
public final class UnreadBody {

    /// As much as any request may bring, and what lay in the line meanwhile.
    private static final int MOST = 8 * 1024 * 1024;

    private UnreadBody() {}

    /// Lets it go by unkept, so that who is still sending it hears the answer; who sends for ever is hung up on. For after
    /// the answer; on the event loop.
    public static void letGoBy(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (context.response().closed() || request.isEnded()) {
            return;
        }
        long[] seen = {0};
        request.handler(part -> {
            seen[0] += part.length();
            if (seen[0] > MOST) {
                request.connection().close();
            }
        });
        request.resume();
    }
}

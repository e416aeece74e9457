package io.prepstation.hub.api;

import io.prepstation.hub.api.Shares.Share;
import io.prepstation.hub.dashboard.UnreadBody;
import io.prepstation.hub.people.Network;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Stands before the few forms that anybody may send, because whoever sends one is let in by it: only so many are kept at
/// once, of one address (of IPv6: of one /64) and of all.
final class Strangers implements Handler<RoutingContext> {

    static final List<String> FORMS =
            List.of("/ui/login", "/ui/logout", "/ui/password", "/api/stations/enrol");

    /// Each keeps up to 32 kB.
    private static final int MOST_OF_NETWORK = 64;

    private static final int MOST = 1_024;
    private static final String ALL = "all";
    private static final Duration LATER = Duration.ofSeconds(2);

    private final Shares ofNetwork = new Shares(MOST_OF_NETWORK);
    private final Shares together = new Shares(MOST);

    @Override
    public void handle(RoutingContext context) {
        Optional<Share> own =
                ofNetwork.take(Network.of(context.request().remoteAddress().hostAddress()));
        Optional<Share> one = own.flatMap(_ -> together.take(ALL));
        own.ifPresent(share -> context.addEndHandler(_ -> share.letGo()));
        one.ifPresent(share -> context.addEndHandler(_ -> share.letGo()));
        if (one.isPresent()) {
            context.next();
            return;
        }
        Exchange.send(
                context,
                Answer.problem(
                                429,
                                "TOO_MANY_AT_ONCE",
                                "many are trying to get in at once; try again in a moment")
                        .retryAfter(LATER));
        UnreadBody.letGoBy(context);
    }
}

package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests: the work runs off the event loop, because the store blocks.
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Pattern FEED_NUMBER = Pattern.compile("[0-9]{1,18}");

    private Exchange() {}

    /// What a handler does with a request, on a worker thread.
    interface Handling {
        Answer answer() throws StoreException;
    }

    /// What of a feed lies behind a place.
    @FunctionalInterface
    interface Behind {
        ObjectNode page(long after) throws StoreException;
    }

    /// Answers with the page behind the feed number that `after` names; the first page where it names none.
    static void answerPage(RoutingContext context, Behind feed) {
        String after = context.request().getParam("after", "0");
        answer(
                context,
                () ->
                        FEED_NUMBER.matcher(after).matches()
                                ? Answer.json(200, feed.page(Long.parseLong(after)))
                                : Answer.problem(
                                        400, "MALFORMED", "after", "not a feed number: " + after));
    }

    static void answer(RoutingContext context, Handling handling) {
        Callable<Answer> work = handling::answer;
        answer(context, context.vertx().executeBlocking(work, false));
    }

    /// The same on threads of its own, for work that takes a core: it does not keep other work waiting.
    static void answer(RoutingContext context, WorkerExecutor threads, Handling handling) {
        Callable<Answer> work = handling::answer;
        answer(context, threads.executeBlocking(work, false));
    }

    private static void answer(RoutingContext context, Future<@Nullable Answer> work) {
        work.onSuccess(answer -> send(context, Objects.requireNonNull(answer)))
                .onFailure(context::fail);
    }

    static void send(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        answer.retryAfter()
                .ifPresent(wait ->
                        response.putHeader(
                                "Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", answer.mediaType())
                .end(answer.body());
    }

    /// The answer to a request whose handling failed; this is where such a failure is logged.
    static Answer ofFailure(Throwable failure) {
        if (failure instanceof StoreException store) {
            LOG.warn("store: {}", store.getMessage(), store);
            return Answer.problem(
                            503,
                            "STORE_UNAVAILABLE",
                            "the hub could not use its store; nothing was kept, send it again")
                    .retryAfter(SOON);
        }
        LOG.error("a request failed", failure);
        return Answer.problem(
                500,
                "INTERNAL",
                "the hub failed at this request; its log says why; nothing was kept");
    }
}

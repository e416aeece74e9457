package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.api.Shares.Share;
import io.prepstation.hub.store.RowRefused;
import io.prepstation.hub.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests: the work runs off the event loop, because the store blocks.
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final String SHARE = "share";
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

    /// What of the hub a request holds until its work is over and its answer is on the way, whether or not somebody still
    /// waits for it.
    static void holdFor(RoutingContext context, Share share) {
        context.put(SHARE, share);
    }

    /// For a request that became a connection: it is under way no more.
    static void leave(RoutingContext context) {
        Share share = context.remove(SHARE);
        if (share != null) {
            share.letGo();
        }
    }

    /// Begins something; until it is complete the request holds its share.
    static <T extends @Nullable Object> Future<T> holding(
            RoutingContext context, Supplier<Future<T>> begin) {
        Share share = context.get(SHARE);
        if (share == null) {
            return begin.get();
        }
        share.hold();
        return begin.get().onComplete(_ -> share.letGo());
    }

    static void answer(RoutingContext context, Handling handling) {
        Callable<Answer> work = handling::answer;
        answer(context, () -> context.vertx().executeBlocking(work, false));
    }

    /// The same on threads of its own, for work that takes a core: it does not keep other work waiting.
    static void answer(RoutingContext context, WorkerExecutor threads, Handling handling) {
        Callable<Answer> work = handling::answer;
        answer(context, () -> threads.executeBlocking(work, false));
    }

    private static void answer(RoutingContext context, Supplier<Future<@Nullable Answer>> work) {
        holding(context, work)
                .onSuccess(answer -> send(context, Objects.requireNonNull(answer)))
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
        response.setStatusCode(answer.status()).putHeader("Content-Type", answer.mediaType());
        var _ = holding(context, () -> response.end(answer.body()));
    }

    private static boolean isOfContent(Throwable failure) {
        return failure instanceof RowRefused
                || (failure instanceof StoreException store && store.isOfContent());
    }

    /// The answer to a request whose handling failed; this is where such a failure is logged.
    static Answer ofFailure(Throwable failure) {
        if (isOfContent(failure)) {
            LOG.warn("a request was refused by the store: {}", failure.getMessage());
            return Answer.problem(
                    400, "MALFORMED", "there is a text or number in it that cannot be kept");
        }
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

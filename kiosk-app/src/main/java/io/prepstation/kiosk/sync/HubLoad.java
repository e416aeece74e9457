package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One request for a load: asks for the rest of what is there (RFC 9110, 14), and keeps what comes. If the hub has another
/// file by now, that comes from its beginning, and what was there is thrown away.
final class HubLoad {

    private static final int OK = 200;
    private static final int PART = 206;
    private static final int NOTHING_THERE = 416;

    /// More than this of an error nobody reads.
    private static final int LONGEST_PROBLEM = 64 * 1024;

    private final HalfLoad half;
    private final Optional<HalfLoad.Left> left;

    HubLoad(HalfLoad half, Optional<HalfLoad.Left> left) {
        this.half = half;
        this.left = left;
    }

    /// How a request for a load ended.
    sealed interface End {

        /// All of it is here.
        record Whole() implements End {}

        /// What was here does not go on with what the hub has, and is gone. Everything comes by the next request.
        record Useless(String why) implements End {}

        record Failed(HubFailure why) implements End {}

        /// The hub has no part in it.
        record NotKept(StoreException why) implements End {}
    }

    /// @param options of the request without what asks for the rest
    Future<End> from(HttpClient client, RequestOptions options, Duration longest) {
        options.putHeader("Accept", "application/gzip");
        left.ifPresent(there ->
                options.putHeader("Range", "bytes=" + there.size() + "-")
                        .putHeader("If-Range", there.etag()));
        return client.request(options)
                .compose(request ->
                        request.send()
                                .compose(this::answered)
                                .timeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                                .onFailure(_ -> request.reset()));
    }

    private Future<End> answered(HttpClientResponse response) {
        try {
            return switch (response.statusCode()) {
                case OK ->
                        kept(
                                response,
                                half.begin(
                                        Objects.requireNonNullElse(
                                                response.getHeader("ETag"), "")));
                case PART ->
                        isTheRest(response)
                                ? kept(response, half.goOn())
                                : useless(response, "another part came");
                case NOTHING_THERE ->
                        isAllHere(response)
                                ? ended(response, new End.Whole())
                                : useless(response, "there is nothing behind what came before");
                default -> problem(response);
            };
        } catch (StoreException e) {
            return ended(response, new End.NotKept(e));
        }
    }

    private boolean isTheRest(HttpClientResponse response) {
        String range = response.getHeader("Content-Range");
        return left.isPresent()
                && left.get().etag().equals(response.getHeader("ETag"))
                && range != null
                && range.startsWith("bytes " + left.get().size() + "-");
    }

    /// A program may have ended between the last byte and the use of it. By `If-Range` the hub speaks of the same file.
    private boolean isAllHere(HttpClientResponse response) {
        return left.isPresent()
                && ("bytes */" + left.get().size()).equals(response.getHeader("Content-Range"));
    }

    private Future<End> kept(HttpClientResponse response, HalfLoad.Arriving file) {
        Promise<End> kept = Promise.promise();
        response.handler(piece -> {
            if (!kept.future().isComplete()) {
                add(piece, file)
                        .ifPresent(end -> {
                            kept.tryComplete(end);
                            response.request().reset();
                        });
            }
        });
        response.end().onSuccess(_ -> kept.tryComplete(new End.Whole())).onFailure(kept::tryFail);
        return kept.future()
                .transform(end -> {
                    try {
                        file.close();
                        return end.succeeded()
                                ? Future.succeededFuture(end.result())
                                : Future.failedFuture(end.cause());
                    } catch (StoreException e) {
                        return Future.succeededFuture(new End.NotKept(e));
                    }
                });
    }

    private Optional<End> add(Buffer piece, HalfLoad.Arriving file) {
        try {
            if (file.add(piece.getBytes())) {
                return Optional.empty();
            }
            half.forget();
            return Optional.of(
                    new End.Failed(new HubFailure.Unintelligible("it is too long for a load")));
        } catch (StoreException e) {
            return Optional.of(new End.NotKept(e));
        }
    }

    private Future<End> useless(HttpClientResponse response, String why) throws StoreException {
        half.forget();
        return ended(response, new End.Useless(why));
    }

    /// What else comes is nothing to anybody.
    private static Future<End> ended(HttpClientResponse response, End end) {
        response.exceptionHandler(_ -> {
            // That it is cut off here is told by the end.
        });
        response.request().reset();
        return Future.succeededFuture(end);
    }

    private static Future<End> problem(HttpClientResponse response) {
        Promise<End> read = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(piece -> {
            if (body.length() + piece.length() <= LONGEST_PROBLEM) {
                body.appendBuffer(piece);
            } else if (read.tryComplete(failed(response, Buffer.buffer()))) {
                response.request().reset();
            }
        });
        response.end()
                .onSuccess(_ -> read.tryComplete(failed(response, body)))
                .onFailure(read::tryFail);
        return read.future();
    }

    private static End failed(HttpClientResponse response, Buffer body) {
        return new End.Failed(
                HubProblems.of(
                        response.statusCode(), response.getHeader("Retry-After"), body.getBytes()));
    }
}

package io.prepstation.kiosk.sync;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
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

    private final HalfLoad half;
    private final Optional<HalfLoad.Left> left;

    HubLoad(HalfLoad half, Optional<HalfLoad.Left> left) {
        this.half = half;
        this.left = left;
    }

    /// Complete when all of it came and is kept; why not, if the hub said so.
    ///
    /// @param options of the request without what asks for the rest
    Future<Optional<HubFailure>> from(HttpClient client, RequestOptions options, Duration longest) {
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

    static HubFailure notKept(IOException why) {
        return new HubFailure.Cut("what arrives cannot be kept here: " + why.getMessage());
    }

    private Future<Optional<HubFailure>> answered(HttpClientResponse response) {
        try {
            return switch (response.statusCode()) {
                case OK -> {
                    half.begin(Objects.requireNonNullElse(response.getHeader("ETag"), ""));
                    yield kept(response);
                }
                case PART -> isTheRest(response) ? kept(response) : useless("another part came");
                case NOTHING_THERE -> useless("there is nothing behind what came before");
                default -> response.body().map(body -> Optional.of(failure(response, body)));
            };
        } catch (IOException e) {
            return Future.succeededFuture(Optional.of(notKept(e)));
        }
    }

    private boolean isTheRest(HttpClientResponse response) {
        String range = response.getHeader("Content-Range");
        return left.isPresent()
                && left.get().etag().equals(response.getHeader("ETag"))
                && range != null
                && range.startsWith("bytes " + left.get().size() + "-");
    }

    private Future<Optional<HubFailure>> kept(HttpClientResponse response) {
        Promise<Optional<HubFailure>> kept = Promise.promise();
        response.handler(piece -> {
            try {
                half.add(piece.getBytes());
            } catch (IOException e) {
                kept.tryComplete(Optional.of(notKept(e)));
                response.request().reset();
            }
        });
        response.end().onSuccess(_ -> kept.tryComplete(Optional.empty())).onFailure(kept::tryFail);
        return kept.future();
    }

    /// The next time everything comes.
    private Future<Optional<HubFailure>> useless(String why) throws IOException {
        half.forget();
        return Future.failedFuture(new IOException(why));
    }

    private static HubFailure failure(HttpClientResponse response, Buffer body) {
        return HubProblems.of(
                response.statusCode(), response.getHeader("Retry-After"), body.getBytes());
    }
}

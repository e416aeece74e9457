package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.HubAnswer.Failed;
import io.prepstation.kiosk.sync.HubFailure.Cut;
import io.prepstation.kiosk.sync.HubFailure.Unintelligible;
import io.prepstation.kiosk.sync.HubFailure.Unreachable;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Pull;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Carries one request to the hub and waits for what comes back.
final class HubExchange {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final HubNetwork network;
    private final HubAddress hub;
    private final @Nullable String authority;
    private final HubTimeouts timeouts;

    /// @param authority whose certificates are trusted, PEM; null for those this machine trusts anyway
    HubExchange(
            HubNetwork network, HubAddress hub, @Nullable String authority, HubTimeouts timeouts) {
        this.network = network;
        this.authority = authority;
        this.hub = hub;
        this.timeouts = timeouts;
    }

    /// Reads what was asked for from the hub's JSON.
    @FunctionalInterface
    interface Reading<T> {
        T of(ObjectNode body) throws MalformedJson;
    }

    <T> HubAnswer<T> ask(HubRequest request, Reading<T> reading) {
        return ask(request, reading, _ -> Optional.empty());
    }

    /// What is an answer to some requests although it is no good one: a door that was tried too often.
    @FunctionalInterface
    interface Closing<T> {
        Optional<T> of(Duration retryAfter);
    }

    <T> HubAnswer<T> ask(HubRequest request, Reading<T> reading, Closing<T> closing) {
        return answered(
                request,
                () -> {
                    Duration longest = request.brief() ? timeouts.probe() : timeouts.answer();
                    HttpResponse<Buffer> response = sent(request, BodyCodec.buffer(), longest);
                    byte[] body =
                            response.body() == null ? new byte[0] : response.body().getBytes();
                    return isGood(response)
                            ? new Accepted<>(reading.of(Json.parseObject(body)))
                            : HubProblems.closedFor(response, body)
                                    .flatMap(closing::of)
                                    .<HubAnswer<T>>map(Accepted::new)
                                    .orElseGet(() -> new Failed<>(HubProblems.of(response, body)));
                });
    }

    /// Keeps a load while it arrives; of one that was cut only the rest is asked for.
    ///
    /// @throws StoreException if it cannot be kept here, which says nothing about the hub
    HubAnswer<Download> load(HubRequest request, HalfLoad half, LabKey lab) throws StoreException {
        return answered(
                request,
                () ->
                        switch (loaded(request, half)) {
                            case HubLoad.End.Whole _ -> new Accepted<>(half.take(lab));
                            case HubLoad.End.Failed(var why) -> new Failed<>(why);
                            case HubLoad.End.NotKept(var why) -> throw why;
                            case HubLoad.End.Useless(var why) ->
                                    new Failed<>(new Unintelligible(why));
                        });
    }

    /// What is of no use begins anew at once, and then nothing is there that could be of no use.
    private HubLoad.End loaded(HubRequest request, HalfLoad half)
            throws StoreException, ExchangeFailed {
        HubLoad.End end = asked(request, half);
        return end instanceof HubLoad.End.Useless ? asked(request, half) : end;
    }

    private HubLoad.End asked(HubRequest request, HalfLoad half)
            throws StoreException, ExchangeFailed {
        RequestOptions options =
                new RequestOptions()
                        .setMethod(request.method())
                        .setServer(address())
                        .setHost(hub.host())
                        .setPort(hub.port())
                        .setSsl(hub.secure())
                        .setURI(hub.path() + request.path())
                        .setConnectTimeout(timeouts.connect().toMillis())
                        .setIdleTimeout(timeouts.silence().toMillis())
                        .putHeader("User-Agent", HubNetwork.USER_AGENT);
        if (request.token() != null) {
            options.putHeader("Authorization", "Bearer " + request.token());
        }
        HubLoad load = new HubLoad(half, half.left());
        return awaited(
                load.from(network.loads(authority), options, timeouts.load()), timeouts.load());
    }

    @FunctionalInterface
    private interface Asking<T, E extends Exception> {
        HubAnswer<T> run() throws MalformedJson, ExchangeFailed, E;
    }

    private <T, E extends Exception> HubAnswer<T> answered(HubRequest request, Asking<T, E> asking)
            throws E {
        long begun = System.nanoTime();
        HubAnswer<T> answer = answered(asking);
        network.called(
                request.what(), outcome(answer), Duration.ofNanos(System.nanoTime() - begun));
        return answer;
    }

    private static String outcome(HubAnswer<?> answer) {
        return switch (answer) {
            case Accepted<?> _ -> "accepted";
            case Failed<?>(var why) -> why.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    private static <T, E extends Exception> HubAnswer<T> answered(Asking<T, E> asking) throws E {
        try {
            return asking.run();
        } catch (MalformedJson e) {
            return new Failed<>(new Unintelligible(String.valueOf(e.getMessage())));
        } catch (ExchangeFailed e) {
            return new Failed<>(e.why);
        }
    }

    private static boolean isGood(HttpResponse<?> response) {
        return response.statusCode() == OK || response.statusCode() == CREATED;
    }

    private <B> HttpResponse<B> sent(HubRequest request, BodyCodec<B> codec, Duration longest)
            throws ExchangeFailed {
        HttpRequest<B> prepared = prepared(request, longest).as(codec);
        HubRequest.Body body = request.body();
        return awaited(body == null ? prepared.send() : prepared.sendBuffer(body.bytes()), longest);
    }

    private HttpRequest<Buffer> prepared(HubRequest request, Duration longest)
            throws ExchangeFailed {
        HttpRequest<Buffer> prepared =
                network.client(authority)
                        .request(
                                request.method(),
                                address(),
                                hub.port(),
                                hub.host(),
                                hub.path() + request.path())
                        .ssl(hub.secure())
                        .connectTimeout(Math.min(timeouts.connect().toMillis(), longest.toMillis()))
                        .idleTimeout(Math.min(timeouts.silence().toMillis(), longest.toMillis()))
                        .timeout(longest.toMillis());
        String token = request.token();
        if (token != null) {
            prepared.putHeader("Authorization", "Bearer " + token);
        }
        if (!request.stood().isEmpty()) {
            prepared.putHeader(Pull.CURSOR_HEADER, request.stood());
        }
        HubRequest.Body body = request.body();
        if (body != null) {
            prepared.putHeader("Content-Type", body.mediaType());
        }
        if (body != null && !body.encoding().isEmpty()) {
            prepared.putHeader("Content-Encoding", body.encoding());
        }
        return prepared;
    }

    /// Resolved by the system each time: Vert.x would keep the name servers of the moment it started.
    private SocketAddress address() throws ExchangeFailed {
        try {
            return SocketAddress.inetSocketAddress(
                    hub.port(), InetAddress.getByName(hub.host()).getHostAddress());
        } catch (UnknownHostException e) {
            throw new ExchangeFailed(new Unreachable("no address is known for " + hub.host()));
        }
    }

    private <T> T awaited(Future<T> future, Duration longest) throws ExchangeFailed {
        long grace = longest.plus(timeouts.connect()).toMillis();
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(grace, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ExchangeFailed(HubProblems.of(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            throw new ExchangeFailed(new Cut("no answer within " + longest.toSeconds() + " s"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExchangeFailed(new Cut("the program is ending"));
        }
    }

    /// Leaves the exchange early with the reason.
    private static final class ExchangeFailed extends Exception {

        private static final long serialVersionUID = 1;

        private final transient HubFailure why;

        ExchangeFailed(HubFailure why) {
            super(why.text());
            this.why = why;
        }
    }
}

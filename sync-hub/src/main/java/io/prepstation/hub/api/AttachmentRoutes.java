package io.prepstation.hub.api;

import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredAttachment;
import io.prepstation.hub.sync.AttachmentResult;
import io.prepstation.hub.sync.AttachmentResult.Ahead;
import io.prepstation.hub.sync.AttachmentResult.Refused;
import io.prepstation.hub.sync.AttachmentResult.Taken;
import io.prepstation.hub.sync.AttachmentResult.Unknown;
import io.prepstation.hub.sync.Attachments;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.AttachmentUpload;
import io.prepstation.model.sync.AttachmentUpload.State;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Photos, traces and documents that sessions name by their hash: announced, sent piece by piece, fetched whole or in part.
final class AttachmentRoutes {

    private static final String ALL = "/api/attachments";
    private static final String ONE = "/api/attachments/:sha256";
    private static final int LARGEST_ANNOUNCEMENT = 4 * 1024;
    private static final int LARGEST_PIECE = 1024 * 1024;

    private final StationGate gate;
    private final Attachments attachments;

    AttachmentRoutes(StationGate gate, Attachments attachments) {
        this.gate = gate;
        this.attachments = attachments;
    }

    void mount(Router router) {
        router.post(ALL).handler(gate);
        router.post(ALL)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_ANNOUNCEMENT))
                .handler(this::announce);
        router.put(ONE).handler(gate);
        router.put(ONE)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_PIECE))
                .handler(this::piece);
        router.get(ONE).handler(gate).handler(this::fetch);
    }

    private void announce(RoutingContext context) {
        Station station = StationGate.stationOf(context);
        Bodies.answer(context, LARGEST_ANNOUNCEMENT, body -> announced(station, body));
    }

    private Answer announced(Station station, byte[] body) throws StoreException {
        try {
            return answer(
                    attachments.announce(
                            station,
                            Json.read(Json.parseObject(body), AttachmentUpload.Request.class)));
        } catch (MalformedJson e) {
            return Answer.problem(
                    400, "MALFORMED", Objects.requireNonNullElse(e.getMessage(), "unreadable"));
        }
    }

    private void piece(RoutingContext context) {
        Station station = StationGate.stationOf(context);
        String sha256 = Objects.requireNonNull(context.pathParam("sha256"));
        OptionalLong offset = Queries.number(context.request(), "offset");
        if (offset.isEmpty()) {
            Exchange.send(
                    context,
                    Answer.problem(
                            400,
                            "MALFORMED",
                            "offset",
                            "say how many bytes lie before: ?offset=0"));
            return;
        }
        Bodies.pass(
                context,
                LARGEST_PIECE,
                bytes -> answer(attachments.receive(station, sha256, offset.getAsLong(), bytes)));
    }

    private static Answer answer(AttachmentResult result) {
        return switch (result) {
            case Taken(var state) -> Answer.json(200, state);
            case Unknown _ ->
                    Answer.problem(
                            404,
                            "NOT_ANNOUNCED",
                            "sha256",
                            "announce it first: POST /api/attachments");
            case Ahead(State state) ->
                    Answer.problem(
                            409,
                            "OTHER_OFFSET",
                            "offset",
                            "the hub has " + state.received() + " bytes of it; go on from there");
            case Refused(var refusal) ->
                    Answer.problem(422, refusal.code(), refusal.field(), refusal.reason());
        };
    }

    private void fetch(RoutingContext context) {
        String labId = StationGate.stationOf(context).labId();
        String sha256 = Objects.requireNonNull(context.pathParam("sha256"));
        String range = context.request().getHeader("Range");
        var _ =
                Exchange.holding(
                                context,
                                () ->
                                        context.vertx()
                                                .executeBlocking(
                                                        () -> found(labId, sha256, range), false))
                        .onSuccess(found -> send(context, sha256, Objects.requireNonNull(found)))
                        .onFailure(context::fail);
    }

    /// What was found of an attachment.
    private sealed interface Found {

        record Nothing() implements Found {}

        record Nowhere(long size) implements Found {}

        record Whole(Attachments.Part part) implements Found {}

        record Part(Attachments.Part part) implements Found {}
    }

    private Found found(String labId, String sha256, @Nullable String range) throws StoreException {
        Optional<StoredAttachment> known = attachments.find(labId, sha256);
        if (known.isEmpty()) {
            return new Found.Nothing();
        }
        StoredAttachment attachment = known.get();
        Optional<ByteRange> asked = ByteRange.of(range);
        if (asked.isEmpty()) {
            return new Found.Whole(attachments.part(attachment, 0, attachment.size()));
        }
        Optional<ByteRange> within = asked.get().within(attachment.size());
        return within.isEmpty()
                ? new Found.Nowhere(attachment.size())
                : new Found.Part(
                        attachments.part(attachment, within.get().first(), within.get().end()));
    }

    private static void send(RoutingContext context, String sha256, Found found) {
        switch (found) {
            case Found.Nothing _ ->
                    Exchange.send(
                            context,
                            Answer.problem(
                                    404,
                                    "NO_SUCH_ATTACHMENT",
                                    "this lab has no attachment " + sha256));
            case Found.Nowhere(var size) -> {
                context.response().putHeader("Content-Range", "bytes */" + size);
                Exchange.send(
                        context,
                        Answer.problem(416, "NO_SUCH_RANGE", "Range", "it has " + size + " bytes"));
            }
            case Found.Whole(var part) -> send(context, 200, part);
            case Found.Part(var part) -> {
                context.response()
                        .putHeader(
                                "Content-Range",
                                "bytes "
                                        + part.from()
                                        + "-"
                                        + (part.from() + part.bytes().limit() - 1)
                                        + "/"
                                        + part.of().size());
                send(context, 206, part);
            }
        }
    }

    /// As it is, never compressed: a range counts the bytes that are sent.
    private static void send(RoutingContext context, int status, Attachments.Part part) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", part.of().mediaType())
                .putHeader("Content-Encoding", "identity")
                .putHeader("Accept-Ranges", "bytes")
                .putHeader("ETag", "\"" + part.of().sha256() + "\"")
                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        var _ = Exchange.holding(context, () -> response.end(Buffer.buffer(part.bytes().array())));
    }
}

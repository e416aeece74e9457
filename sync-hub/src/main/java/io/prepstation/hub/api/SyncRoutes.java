package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.sync.UploadResult;
import io.prepstation.hub.sync.UploadResult.Denied;
import io.prepstation.hub.sync.UploadResult.Different;
import io.prepstation.hub.sync.UploadResult.Incomplete;
import io.prepstation.hub.sync.UploadResult.Malformed;
import io.prepstation.hub.sync.UploadResult.OtherFeed;
import io.prepstation.hub.sync.UploadResult.Received;
import io.prepstation.hub.sync.UploadResult.Refused;
import io.prepstation.hub.sync.Uploads;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Problem;
import io.prepstation.model.sync.Receipt;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What stations send and fetch.
final class SyncRoutes {

    private static final String UPLOAD = "/api/sync/upload";
    private static final int LARGEST_UPLOAD = 4 * 1024 * 1024;
    private static final String DOWNLOAD = "/api/sync/download";
    private static final int LARGEST_QUESTION = 4 * 1024;
    private static final String OPERATIONS = "operations";
    private static final Set<String> KINDS = Set.of(OPERATIONS, "contentHash");

    private final StationGate gate;
    private final Uploads uploads;
    private final EditRoutes edits;
    private final Downloads downloads;

    SyncRoutes(StationGate gate, Uploads uploads, EditRoutes edits, Downloads downloads) {
        this.gate = gate;
        this.uploads = uploads;
        this.edits = edits;
        this.downloads = downloads;
    }

    void mount(Router router) {
        router.post(UPLOAD).handler(gate);
        router.post(UPLOAD)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_UPLOAD))
                .handler(this::upload);
        router.get(DOWNLOAD).handler(gate).handler(this::download);
        router.post(DOWNLOAD).handler(gate);
        router.post(DOWNLOAD)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_QUESTION))
                .handler(this::downloadSince);
    }

    private void upload(RoutingContext context) {
        Station station = StationGate.stationOf(context);
        Optional<Cursor> stood = FeedPlaces.of(context.request());
        Bodies.pass(
                context,
                LARGEST_UPLOAD,
                body ->
                        isPush(body)
                                ? edits.push(station, body, stood)
                                : answer(uploads.receive(station, body, stood), body));
    }

    /// A session has a content hash, and a push has operations.
    private static boolean isPush(byte[] body) {
        return Json.firstOf(body, KINDS).filter(OPERATIONS::equals).isPresent();
    }

    /// A body that is an upload by the hub's own rules gets their answer: a finished session must not come again and again
    /// for a member that the hub refuses for good.
    private static Answer answer(UploadResult result, byte[] body) {
        return switch (result) {
            case Received(var receipt, var again) -> Answer.json(200, received(receipt, again));
            case Malformed(var reason) -> Bodies.malformed("POST " + UPLOAD, body, reason);
            case Denied(var code, var field, var reason) ->
                    Answer.problem(403, code, field, reason);
            case OtherFeed(var gone) -> FeedPlaces.lost(gone);
            case Different(var reason) ->
                    Answer.problem(409, "OTHER_CONTENT", "contentHash", reason);
            case Incomplete(var field, var reason) ->
                    Answer.problem(409, Problem.ATTACHMENT_MISSING, field, reason);
            case Refused(var refusal) ->
                    Answer.problem(422, refusal.code(), refusal.field(), refusal.reason());
        };
    }

    private static ObjectNode received(Receipt receipt, boolean again) {
        ObjectNode answer = Json.object();
        answer.putArray("results")
                .addObject()
                .put("entityType", EntityType.SESSIONS.word())
                .put("entityId", receipt.sessionId())
                .put("success", true)
                .put("status", again ? "duplicate" : "applied")
                .put("feedSeq", receipt.feedSeq());
        answer.putArray("idMappings");
        answer.set("receipt", Json.write(receipt));
        return answer;
    }

    private void download(RoutingContext context) {
        Station station = StationGate.stationOf(context);
        Optional<Answer> otherLab = Queries.otherLab(context.request(), station);
        if (otherLab.isPresent()) {
            Exchange.send(context, otherLab.get());
            return;
        }
        Queries.types(context.request())
                .ifPresentOrElse(
                        types -> download(context, station, types, OptionalLong.empty()),
                        () -> Exchange.send(context, Queries.unknownType(context.request())));
    }

    private void downloadSince(RoutingContext context) {
        Bodies.then(
                context,
                question -> {
                    Station station = StationGate.stationOf(context);
                    Optional<Answer> otherLab =
                            Queries.otherLab(
                                    question.path("labId").asText(station.labId()), station);
                    if (otherLab.isPresent()) {
                        Exchange.send(context, otherLab.get());
                    } else {
                        JsonNode since = question.path("lastSync");
                        download(
                                context,
                                station,
                                Queries.types(question.path("entityTypes")),
                                since.isIntegralNumber()
                                        ? OptionalLong.of(since.asLong())
                                        : OptionalLong.empty());
                    }
                });
    }

    private void download(
            RoutingContext context, Station station, Set<EntityType> types, OptionalLong since) {
        downloads.send(context, DownloadQuestion.of(station, context.request(), types, since));
    }
}

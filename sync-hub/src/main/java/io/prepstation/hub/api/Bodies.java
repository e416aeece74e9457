package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RequestBody;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// The body of a request: read whole, decompressed here so that a small one cannot become a huge one, and held against the
/// contract.
final class Bodies {

    private Bodies() {}

    /// What a handler does with a body, on a worker thread.
    interface Reading {
        Answer answer(byte[] body) throws StoreException;
    }

    /// What a handler does with a body that is read already, on a worker thread.
    interface Doing {
        Answer answer(ObjectNode body) throws StoreException, MalformedJson;
    }

    /// How the reading is done: on which threads.
    private interface Threads {
        void answer(RoutingContext context, Exchange.Handling handling);
    }

    /// What is not as the contract has it is answered here.
    ///
    /// @param limit of the decompressed body, in bytes
    static void answer(RoutingContext context, int limit, Reading reading) {
        pass(context, limit, held(context, reading));
    }

    /// The same for a body that is one JSON object: it is read once, for the contract and for what is done with it.
    static void answerObject(RoutingContext context, int limit, Doing doing) {
        String operation = context.request().method() + " " + context.request().path();
        pass(context, limit, body -> done(operation, body, doing));
    }

    /// The same for a body that is here, whatever path it came by.
    ///
    /// @param operation as the contract calls it
    static Answer done(String operation, byte[] body, Doing doing) throws StoreException {
        try {
            ObjectNode object = Json.parseObject(body);
            if (!Contract.SERVED.isPlainlyRight(operation, object)) {
                Optional<BodySchema.Fault> fault = Contract.SERVED.ofRequest(operation, body);
                if (fault.isPresent()) {
                    return malformed(fault.get());
                }
            }
            return doing.answer(object);
        } catch (MalformedJson e) {
            return malformed(
                    operation, body, Objects.requireNonNullElse(e.getMessage(), "unreadable"));
        }
    }

    /// The same on threads of its own.
    static void answer(RoutingContext context, int limit, Reading reading, WorkerExecutor threads) {
        pass(
                context,
                limit,
                held(context, reading),
                (same, handling) -> Exchange.answer(same, threads, handling));
    }

    /// For what is answered by a stream: a small body, sent as it is, is handed on if it is as the contract has it.
    static void then(RoutingContext context, Consumer<ObjectNode> next) {
        byte[] body = received(context.body());
        String operation = context.request().method() + " " + context.request().path();
        Optional<BodySchema.Fault> fault = Contract.SERVED.ofRequest(operation, body);
        if (isCoded(context)) {
            Exchange.send(
                    context, Answer.problem(415, "UNKNOWN_ENCODING", "send the body as it is"));
        } else if (fault.isPresent()) {
            Exchange.send(context, malformed(fault.get()));
        } else {
            object(body)
                    .ifPresentOrElse(
                            next,
                            () ->
                                    Exchange.send(
                                            context,
                                            Answer.problem(
                                                    400,
                                                    "MALFORMED",
                                                    "the body is no JSON object")));
        }
    }

    private static boolean isCoded(RoutingContext context) {
        String encoding = context.request().getHeader("Content-Encoding");
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    private static Optional<ObjectNode> object(byte[] body) {
        try {
            return Optional.of(Json.parseObject(body));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static Reading held(RoutingContext context, Reading reading) {
        String operation = context.request().method() + " " + context.request().path();
        return body -> held(operation, body, reading);
    }

    private static Answer held(String operation, byte[] body, Reading reading)
            throws StoreException {
        Optional<BodySchema.Fault> fault = Contract.SERVED.ofRequest(operation, body);
        return fault.isEmpty() ? reading.answer(body) : malformed(fault.get());
    }

    /// For a body that the hub could not read by its own rules: names the member, if the contract can.
    ///
    /// @param reason said if it cannot
    static Answer malformed(String operation, byte[] body, String reason) {
        return Contract.SERVED
                .ofRequest(operation, body)
                .map(Bodies::malformed)
                .orElseGet(() -> Answer.problem(400, "MALFORMED", reason));
    }

    private static Answer malformed(BodySchema.Fault fault) {
        return Answer.problem(
                400, "MALFORMED", fault.field().isEmpty() ? null : fault.field(), fault.reason());
    }

    /// The same without the contract, where the hub's own rules tell more than it.
    static void pass(RoutingContext context, int limit, Reading reading) {
        pass(context, limit, reading, Exchange::answer);
    }

    private static void pass(RoutingContext context, int limit, Reading reading, Threads threads) {
        byte[] received = received(context.body());
        String encoding = context.request().getHeader("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            threads.answer(context, () -> reading.answer(received));
        } else if (encoding.equalsIgnoreCase("gzip")) {
            threads.answer(context, () -> decompressed(received, limit, reading));
        } else {
            Exchange.send(
                    context,
                    Answer.problem(415, "UNKNOWN_ENCODING", "send the body as it is or with gzip"));
        }
    }

    private static byte[] received(RequestBody body) {
        Buffer buffer = body.buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    private static Answer decompressed(byte[] received, int limit, Reading reading)
            throws StoreException {
        byte[] plain;
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(received))) {
            plain = gzip.readNBytes(limit + 1);
        } catch (IOException e) {
            return Answer.problem(400, "MALFORMED", "the body is no whole gzip");
        }
        return plain.length > limit ? Answer.tooLarge() : reading.answer(plain);
    }
}

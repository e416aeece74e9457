package io.prepstation.hub.api;

import io.prepstation.hub.people.EnrolmentResult;
import io.prepstation.hub.people.EnrolmentResult.Enrolled;
import io.prepstation.hub.people.EnrolmentResult.NoSuchCode;
import io.prepstation.hub.people.EnrolmentResult.TooManyTries;
import io.prepstation.hub.people.EnrolmentResult.Unusable;
import io.prepstation.hub.people.Enrolments;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.sync.Receipts;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Enrolment;
import io.prepstation.model.sync.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Objects;

/// How stations get in.
final class EnrolmentRoutes {

    private static final int LARGEST_BODY = 16 * 1024;

    private final Enrolments enrolments;
    private final Receipts receipts;

    /// @param receipts prove that this is the hub whose key stations are told
    EnrolmentRoutes(Enrolments enrolments, Receipts receipts) {
        this.enrolments = enrolments;
        this.receipts = receipts;
    }

    void mount(Router router) {
        router.post("/api/stations/enrol")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(this::enrol);
    }

    private void enrol(RoutingContext context) {
        String address = context.request().remoteAddress().hostAddress();
        Bodies.answer(context, LARGEST_BODY, body -> enrol(body, address));
    }

    private Answer enrol(byte[] body, String address) throws StoreException {
        try {
            Enrolment.Request request = Json.read(Json.parseObject(body), Enrolment.Request.class);
            return answer(request, enrolments.enrol(request, address));
        } catch (MalformedJson e) {
            return Answer.problem(
                    400, "MALFORMED", Objects.requireNonNullElse(e.getMessage(), "unreadable"));
        }
    }

    private Answer answer(Enrolment.Request request, EnrolmentResult result) {
        return switch (result) {
            case Enrolled(var answer) -> Answer.json(201, receipts.prove(request, answer));
            case Unusable(var field, var reason) -> Answer.problem(400, "MALFORMED", field, reason);
            case NoSuchCode _ ->
                    Answer.problem(
                            404,
                            "NO_SUCH_CODE",
                            "code",
                            "no such code: it is mistyped, used or older than ten minutes; make a"
                                    + " new one with: hub enrol-code");
            case TooManyTries(var wait) ->
                    Answer.problem(
                                    429,
                                    Problem.TOO_MANY_TRIES,
                                    "too many wrong codes; try again in "
                                            + (wait.toSeconds() + 1)
                                            + " s")
                            .retryAfter(wait.plusSeconds(1));
        };
    }
}

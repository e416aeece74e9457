package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.HubFailure.Busy;
import io.prepstation.kiosk.sync.HubFailure.Conflicting;
import io.prepstation.kiosk.sync.HubFailure.Cut;
import io.prepstation.kiosk.sync.HubFailure.Gone;
import io.prepstation.kiosk.sync.HubFailure.HubBroken;
import io.prepstation.kiosk.sync.HubFailure.NotAllowed;
import io.prepstation.kiosk.sync.HubFailure.NotFound;
import io.prepstation.kiosk.sync.HubFailure.NotUnderstood;
import io.prepstation.kiosk.sync.HubFailure.Refused;
import io.prepstation.kiosk.sync.HubFailure.TooBig;
import io.prepstation.kiosk.sync.HubFailure.Unintelligible;
import io.prepstation.kiosk.sync.HubFailure.Unreachable;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Problem;
import io.vertx.ext.web.client.HttpResponse;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What an error of HTTP or of the connection means.
final class HubProblems {

    private static final Duration A_WHILE = Duration.ofSeconds(30);

    private HubProblems() {}

    /// A status that needs the hub's own words to be believed is [Unintelligible] without them: proxies and login pages
    /// answer too, and a session must not be given up on their word.
    static HubFailure of(HttpResponse<?> response, byte[] body) {
        return of(response.statusCode(), response.getHeader("Retry-After"), body);
    }

    /// @param later as the header `Retry-After` says
    static HubFailure of(int status, @Nullable String later, byte[] body) {
        Optional<Problem> problem = problem(body);
        return switch (status) {
            case 401, 403, 426 -> new NotAllowed(reason(problem, "it answered " + status));
            case 413 -> new TooBig();
            case 429, 503 -> new Busy(retryAfter(later));
            default ->
                    status >= 500
                            ? new HubBroken(status)
                            : problem.map(HubProblems::ofHub)
                                    .orElseGet(() -> new Unintelligible("status " + status));
        };
    }

    /// How long the hub keeps a door closed that was tried too often; empty if it answered anything else. A hub that is
    /// busy, or a proxy in front of it, says nothing about the door.
    static Optional<Duration> closedFor(HttpResponse<?> response, byte[] body) {
        return response.statusCode() == 429
                        && problem(body)
                                .filter(problem -> Problem.TOO_MANY_TRIES.equals(problem.code()))
                                .isPresent()
                ? Optional.of(
                        Objects.requireNonNullElse(
                                retryAfter(response.getHeader("Retry-After")), A_WHILE))
                : Optional.empty();
    }

    /// Whether a connection stood decides whether the request may have had an effect.
    static HubFailure of(Throwable failure) {
        if (failure instanceof SSLException || failure.getCause() instanceof SSLException) {
            return new Unreachable(
                    "no protected connection ("
                            + text(innermost(failure))
                            + "). Is this the hub, is the address one its certificate names (hub serve"
                            + " --host), and is this machine's clock right?");
        }
        return failure instanceof ConnectException || failure instanceof NoRouteToHostException
                ? new Unreachable(text(failure))
                : new Cut(text(failure));
    }

    private static Throwable innermost(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost;
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static HubFailure ofHub(Problem problem) {
        String reason = reason(Optional.of(problem), problem.title());
        return switch (problem.status()) {
            case 400 -> new NotUnderstood(problem.field(), reason);
            case 409 ->
                    Problem.ATTACHMENT_MISSING.equals(problem.code())
                            ? new HubFailure.Incomplete(reason)
                            : new Conflicting(reason);
            case 404 -> new NotFound(reason);
            case 410 -> new Gone(reason, problem.restoredAt());
            case 422 -> new Refused(problem.field(), reason);
            default -> new Unintelligible("status " + problem.status() + ", " + reason);
        };
    }

    private static Optional<Problem> problem(byte[] body) {
        try {
            return Optional.of(Json.read(Json.parseObject(body), Problem.class));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static String reason(Optional<Problem> problem, String otherwise) {
        return problem.map(Problem::detail)
                .filter(detail -> detail != null && !detail.isBlank())
                .orElse(otherwise);
    }

    /// Seconds; a date would need a clock both sides agree on.
    private static @Nullable Duration retryAfter(@Nullable String header) {
        return header != null && header.matches("[0-9]{1,9}")
                ? Duration.ofSeconds(Long.parseLong(header))
                : null;
    }
}

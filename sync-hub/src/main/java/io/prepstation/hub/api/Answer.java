package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Problem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is sent back to one request.
///
/// @param retryAfter when to come again, if that helps
record Answer(int status, String mediaType, String body, Optional<Duration> retryAfter) {

    static final String PROBLEM = "application/problem+json";

    private static final String JSON = "application/json";

    static Answer json(int status, ObjectNode body) {
        return new Answer(status, JSON, body.toString(), Optional.empty());
    }

    static Answer json(int status, Object wireRecord) {
        return new Answer(status, JSON, Json.text(wireRecord), Optional.empty());
    }

    static Answer problem(int status, String code, String detail) {
        return problem(status, code, null, detail);
    }

    /// @param field the member of the request that is wrong
    static Answer problem(int status, String code, @Nullable String field, String detail) {
        return problem(new Problem(status, Titles.of(status), detail, code, field, null));
    }

    /// @param restoredAt up to which number the feed is the one it was; null if nothing of it is lost
    static Answer gone(String code, String field, String detail, @Nullable Long restoredAt) {
        return problem(new Problem(410, Titles.of(410), detail, code, field, restoredAt));
    }

    private static Answer problem(Problem problem) {
        return new Answer(
                problem.status(), PROBLEM, Json.write(problem).toString(), Optional.empty());
    }

    static Answer tooLarge() {
        return problem(413, "TOO_LARGE", "the body is larger than the hub takes");
    }

    Answer retryAfter(Duration wait) {
        return new Answer(status, mediaType, body, Optional.of(wait));
    }
}

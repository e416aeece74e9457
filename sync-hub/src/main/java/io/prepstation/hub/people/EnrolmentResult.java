package io.prepstation.hub.people;

import io.prepstation.model.sync.Enrolment;
import java.time.Duration;

/// What became of a try to enrol.
public sealed interface EnrolmentResult {

    record Enrolled(Enrolment.Answer answer) implements EnrolmentResult {}

    /// A member of the request cannot be used, whatever the code.
    record Unusable(String field, String reason) implements EnrolmentResult {}

    /// Unknown, used, expired and burnt codes are one answer, so that nothing can be learned from it.
    record NoSuchCode() implements EnrolmentResult {}

    record TooManyTries(Duration retryAfter) implements EnrolmentResult {}
}

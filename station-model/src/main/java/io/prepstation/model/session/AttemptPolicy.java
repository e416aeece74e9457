package io.prepstation.model.session;

/// How many failures of a formula a lab allows before a supervisor must unlock it (SES-2).
public record AttemptPolicy(int limit) {

    public static final AttemptPolicy DEFAULT = new AttemptPolicy(3);

    public AttemptPolicy {
        if (limit < 1) {
            throw new IllegalArgumentException("the attempt limit is at least 1, but was " + limit);
        }
    }

    /// The status of a session that fails now.
    ///
    /// @param earlierFailures failures of the formula since its last completed session or unlock
    public SessionStatus statusOfFailure(int earlierFailures) {
        return earlierFailures + 1 >= limit ? SessionStatus.LOCKED_FAILED : SessionStatus.FAILED;
    }
}

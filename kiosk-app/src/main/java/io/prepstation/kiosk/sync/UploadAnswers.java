package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.Activity.Storing;
import io.prepstation.kiosk.sync.HubFailure.Conflicting;
import io.prepstation.kiosk.sync.HubFailure.Cut;
import io.prepstation.kiosk.sync.HubFailure.HubBroken;
import io.prepstation.kiosk.sync.HubFailure.Incomplete;
import io.prepstation.kiosk.sync.HubFailure.NotAllowed;
import io.prepstation.kiosk.sync.HubFailure.NotFound;
import io.prepstation.kiosk.sync.HubFailure.NotUnderstood;
import io.prepstation.kiosk.sync.HubFailure.Older;
import io.prepstation.kiosk.sync.HubFailure.Paused;
import io.prepstation.kiosk.sync.HubFailure.Refused;
import io.prepstation.kiosk.sync.HubFailure.TooBig;
import io.prepstation.kiosk.sync.HubFailure.Unintelligible;
import io.prepstation.kiosk.sync.HubFailure.Unreachable;
import io.prepstation.kiosk.sync.HubSight.Answering;
import io.prepstation.kiosk.sync.HubSight.Busy;
import io.prepstation.kiosk.sync.UploadOutcome.Conflicted;
import io.prepstation.kiosk.sync.UploadOutcome.Held;
import io.prepstation.kiosk.sync.UploadOutcome.Postponed;
import io.prepstation.kiosk.sync.UploadOutcome.Received;
import io.prepstation.kiosk.sync.UploadOutcome.Rejected;
import io.prepstation.kiosk.sync.UploadOutcome.SetAside;
import io.prepstation.model.sync.Receipt;
import java.time.Instant;
import java.util.Optional;

/// What an answer to an upload means for the session, and for the next one.
final class UploadAnswers {

    /// A link that cuts off a photo is left alone as after so many failures in a row.
    private static final int INTERRUPTED = 4;

    private final SyncRules rules;
    private final Pauses pauses;
    private final String hubPublicKey;

    UploadAnswers(SyncRules rules, Pauses pauses, String hubPublicKey) {
        this.rules = rules;
        this.pauses = pauses;
        this.hubPublicKey = hubPublicKey;
    }

    Next answered(EngineState state, Attempt attempt, HubAnswer<Receipt> answer) {
        return switch (answer) {
            case HubAnswer.Accepted<Receipt>(var receipt) -> received(state, attempt, receipt);
            case HubAnswer.Failed<Receipt>(var why) -> failed(state, attempt, why);
        };
    }

    /// The session that was sent, in which round, and when the answer came.
    record Attempt(Round round, WaitingUpload upload, Instant at) {}

    private Next received(EngineState state, Attempt attempt, Receipt receipt) {
        EngineState answering = state.seeing(new Answering());
        Optional<String> fault = fault(receipt, attempt.upload());
        return fault.isPresent()
                ? failedByItself(answering, attempt, fault.get())
                : goingOn(
                        answering.syncedAt(attempt.at()),
                        attempt.round().oneSynced(),
                        new Received(attempt.upload(), receipt));
    }

    /// Only a receipt of the hub this station was enrolled at, for exactly what was sent, counts.
    private Optional<String> fault(Receipt receipt, WaitingUpload upload) {
        if (!receipt.sessionId().equals(upload.sessionId())) {
            return Optional.of("The hub's receipt is for another session, " + receipt.sessionId());
        }
        if (!receipt.contentHash().equals(upload.contentHash())) {
            return Optional.of("The hub's receipt is for another content of this session");
        }
        if (!receipt.verifies(hubPublicKey)) {
            return Optional.of(
                    "The receipt is not signed by the hub this station was enrolled at. Check the"
                            + " hub's address and key, or enrol the station again");
        }
        return Optional.empty();
    }

    private Next failed(EngineState state, Attempt attempt, HubFailure why) {
        WaitingUpload upload = attempt.upload();
        EngineState answering = state.seeing(new Answering());
        Round failed = attempt.round().oneSessionFailed(why.text());
        return switch (why) {
            case Refused(var field, var reason) ->
                    goingOn(answering, failed, new Rejected(upload, field, reason));
            case NotUnderstood _, Incomplete _ -> failedByItself(answering, attempt, why.text());
            case Conflicting(var reason) ->
                    goingOn(
                            answering,
                            attempt.round().oneConflict(why.text()),
                            new Conflicted(upload, reason));
            case TooBig _ -> goingOn(answering, failed, new SetAside(upload, why.text()));
            case NotAllowed(var reason) ->
                    Next.of(
                            state.seeing(pauses.refused(reason, attempt.at()))
                                    .in(new Storing(failed, false)),
                            new SyncEffect.Store(new Held(upload, reason)));
            case HubFailure.Busy(var retryAfter) -> {
                Instant until = pauses.askedFor(retryAfter, attempt.at());
                yield stopping(state.seeing(new Busy(until)), attempt, why, until);
            }
            case HubBroken _ -> {
                var away = pauses.away(state.hub(), why, attempt.at());
                yield goingOn(
                        state.seeing(away),
                        attempt.round().oneStrike(why.text()),
                        postponed(attempt, why, away.retryAt()));
            }
            case HubFailure.Gone _ ->
                    goingOn(
                            answering.feedLostFirst(),
                            attempt.round().feedLost(why.text()),
                            postponed(attempt, why, attempt.at()));
            case Older _ ->
                    goingOn(
                            answering,
                            failed,
                            postponed(attempt, why, pauses.untilSomebodyActs(attempt.at())));
            case Paused _ ->
                    goingOn(
                            answering,
                            state.halt().asked() ? attempt.round() : failed,
                            postponed(
                                    attempt, why, pauses.afterFailure(INTERRUPTED, attempt.at())));
            case NotFound _, Unintelligible _, Cut _, Unreachable _ -> {
                var away = pauses.away(state.hub(), why, attempt.at());
                yield stopping(state.seeing(away), attempt, why, away.retryAt());
            }
        };
    }

    private Next failedByItself(EngineState state, Attempt attempt, String reason) {
        WaitingUpload upload = attempt.upload();
        int failures = upload.ownFailures() + 1;
        UploadOutcome outcome =
                failures < rules.ownFailures()
                        ? new Postponed(
                                upload,
                                failures,
                                pauses.afterFailure(failures, attempt.at()),
                                reason)
                        : new SetAside(upload, reason);
        return goingOn(state, attempt.round().oneSessionFailed(reason), outcome);
    }

    private static Next goingOn(EngineState state, Round round, UploadOutcome outcome) {
        return Next.of(state.in(new Storing(round, true)), new SyncEffect.Store(outcome));
    }

    /// The session is not to blame, and the next one would fare no better.
    private static Next stopping(
            EngineState state, Attempt attempt, HubFailure why, Instant until) {
        Round round = attempt.round().oneSessionFailed(why.text());
        return Next.of(
                state.in(new Storing(round, false)),
                new SyncEffect.Store(postponed(attempt, why, until)));
    }

    private static Postponed postponed(Attempt attempt, HubFailure why, Instant until) {
        WaitingUpload upload = attempt.upload();
        return new Postponed(upload, upload.ownFailures(), until, why.text());
    }
}

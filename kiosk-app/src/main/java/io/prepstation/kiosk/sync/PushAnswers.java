package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.Activity.KeepingPush;
import io.prepstation.kiosk.sync.HubSight.Answering;
import io.prepstation.kiosk.sync.HubSight.Busy;
import io.prepstation.model.sync.Push;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What an answer to a batch of changes means for them, and for the next batch.
///
/// A batch that cannot be taken as a whole is halved until the one that spoils it is alone.
final class PushAnswers {

    private final Pauses pauses;

    PushAnswers(Pauses pauses) {
        this.pauses = pauses;
    }

    /// The batch that was sent, in which round, and when the answer came.
    record Attempt(Round round, List<String> ids, Instant at) {

        boolean isOne() {
            return ids.size() == 1;
        }

        Round tried() {
            return round.trying(ids);
        }
    }

    /// Where the hub took all of it, the next batch goes up while the answers are kept: station and hub work beside each other.
    ///
    /// @param mayGoOn whether more may go up at once
    /// @return empty effects if the round goes on with smaller batches
    Next answered(
            EngineState state, Attempt attempt, HubAnswer<Push.Answer> answer, boolean mayGoOn) {
        return switch (answer) {
            case HubAnswer.Accepted<Push.Answer>(var body) -> {
                Round tried = attempt.tried().answered();
                EngineState trusting = state.seeing(new Answering()).trusting(attempt.ids());
                boolean ahead = mayGoOn && isAllTaken(body, attempt.ids());
                yield Next.of(
                        trusting.syncedAt(attempt.at()).in(new KeepingPush(tried, true)),
                        new SyncEffect.KeepPush(
                                new PushOutcome.Answered(body.results()),
                                ahead ? tried.push(trusting.suspects()) : null));
            }
            case HubAnswer.Failed<Push.Answer>(var why) -> failed(state, attempt, why);
        };
    }

    /// Whether the hub has each of them now, and said so of no other.
    private static boolean isAllTaken(Push.Answer answer, List<String> ids) {
        return answer.results().size() == ids.size()
                && answer.results().stream().allMatch(Push.Result::success)
                && answer.results().stream()
                        .map(Push.Result::operationId)
                        .collect(Collectors.toSet())
                        .equals(Set.copyOf(ids));
    }

    private Next failed(EngineState state, Attempt attempt, HubFailure why) {
        EngineState answering = state.seeing(new Answering());
        return switch (why) {
            case HubFailure.TooBig _ ->
                    attempt.isOne()
                            ? keeping(
                                    answering.trusting(attempt.ids()),
                                    attempt.tried().oneFailed(why.text()).answered(),
                                    true,
                                    new PushOutcome.SetAside(attempt.ids().getFirst(), why.text()))
                            : halved(answering, attempt);
            case HubFailure.NotUnderstood _, HubFailure.Incomplete _, HubFailure.Refused _ ->
                    attempt.isOne()
                            ? keeping(
                                    answering.trusting(attempt.ids()),
                                    attempt.tried().oneFailed(why.text()).answered(),
                                    true,
                                    new PushOutcome.FailedByItself(
                                            attempt.ids().getFirst(), why.text()))
                            : halved(answering, attempt);
            case HubFailure.HubBroken _ -> broken(state, attempt, why);
            case HubFailure.NotAllowed(var reason) ->
                    keeping(
                            state.seeing(pauses.refused(reason, attempt.at())),
                            attempt.tried().oneFailed(why.text()),
                            false,
                            new PushOutcome.Held(reason));
            case HubFailure.Busy(var retryAfter) -> {
                Instant until = pauses.askedFor(retryAfter, attempt.at());
                yield stopping(state.seeing(new Busy(until)), attempt, why, until);
            }
            case HubFailure.Gone _ ->
                    keeping(
                            answering.feedLostFirst(),
                            attempt.tried().feedLost(why.text()).answered(),
                            true,
                            new PushOutcome.Postponed(attempt.ids(), attempt.at(), why.text()));
            case HubFailure.Conflicting _,
                    HubFailure.NotFound _,
                    HubFailure.Older _,
                    HubFailure.Paused _,
                    HubFailure.Unintelligible _,
                    HubFailure.Cut _,
                    HubFailure.Unreachable _ -> {
                var away = pauses.away(state.hub(), why, attempt.at());
                yield stopping(state.seeing(away), attempt, why, away.retryAt());
            }
        };
    }

    /// One change may break the hub; two in a row are the hub's doing. It counts against the change where that broke the hub before and
    /// the hub answered others since the round began.
    private Next broken(EngineState state, Attempt attempt, HubFailure why) {
        if (!attempt.isOne()) {
            return halved(state, attempt);
        }
        var away = pauses.away(state.hub(), why, attempt.at());
        String id = attempt.ids().getFirst();
        boolean again = state.suspects().contains(id);
        return keeping(
                state.seeing(away).suspecting(id),
                attempt.tried().oneBroken(why.text()),
                true,
                again && attempt.round().pushing().breaks().answered()
                        ? new PushOutcome.FailedByItself(id, why.text())
                        : new PushOutcome.Postponed(attempt.ids(), away.retryAt(), why.text()));
    }

    private static Next halved(EngineState state, Attempt attempt) {
        Round smaller = attempt.round().halved(attempt.ids().size());
        return Next.of(state.in(new Activity.Reading(smaller)), new SyncEffect.ReadQueue());
    }

    /// The changes are not to blame, and the next batch would fare no better.
    private static Next stopping(
            EngineState state, Attempt attempt, HubFailure why, Instant until) {
        return keeping(
                state,
                attempt.tried().oneFailed(why.text()),
                false,
                new PushOutcome.Postponed(attempt.ids(), until, why.text()));
    }

    private static Next keeping(
            EngineState state, Round round, boolean goesOn, PushOutcome outcome) {
        return Next.of(state.in(new KeepingPush(round, goesOn)), new SyncEffect.KeepPush(outcome));
    }
}

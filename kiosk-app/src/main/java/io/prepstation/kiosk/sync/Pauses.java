package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.HubSight.Answering;
import io.prepstation.kiosk.sync.HubSight.Away;
import io.prepstation.kiosk.sync.HubSight.Busy;
import io.prepstation.kiosk.sync.HubSight.Refusing;
import io.prepstation.kiosk.sync.HubSight.Returning;
import io.prepstation.kiosk.sync.HubSight.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How long to leave what alone.
final class Pauses {

    /// Between two looks at the outbox, whatever a clock or a draw of chance says.
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final SyncRules rules;
    private final RandomGenerator random;

    Pauses(SyncRules rules, RandomGenerator random) {
        this.rules = rules;
        this.random = random;
    }

    /// A time too far ahead comes from a clock that was wrong, then or now, and is over as well.
    boolean isOver(Instant until, Instant now) {
        return !until.isAfter(now) || until.isAfter(now.plus(rules.longestPause()));
    }

    Instant afterFailure(int failures, Instant now) {
        return now.plus(rules.retry().waitAfter(failures, random));
    }

    Instant askedFor(@Nullable Duration retryAfter, Instant now) {
        if (retryAfter == null) {
            return afterFailure(1, now);
        }
        Duration longest = rules.longestPause();
        return now.plus(retryAfter.compareTo(longest) < 0 ? retryAfter : longest);
    }

    Refusing refused(String reason, Instant now) {
        return new Refusing(reason, untilSomebodyActs(now));
    }

    /// Long enough to be no burden, spread so that a lab's stations do not ask together.
    Instant untilSomebodyActs(Instant now) {
        long millis = rules.longestPause().toMillis();
        return now.plusMillis(millis / 8 + random.nextLong(millis / 4 + 1));
    }

    /// The hub once more gave no answer to a request.
    Away away(HubSight before, HubFailure why, Instant now) {
        Away absence = before.absence();
        Instant since = absence == null ? now : absence.since();
        int failures = absence == null ? 1 : absence.failures() + 1;
        return new Away(since, failures, afterFailure(failures, now), connects(why), why.text());
    }

    /// A probe within a pause does not make the pause longer.
    Away awayAfterProbe(HubSight before, HubFailure why, Instant now) {
        Away absence = before.absence();
        return absence == null || isOver(absence.retryAt(), now)
                ? away(before, why, now)
                : new Away(
                        absence.since(),
                        absence.failures(),
                        absence.retryAt(),
                        connects(why),
                        why.text());
    }

    /// The network is back, perhaps only for a moment.
    Returning returning(Away absence, Instant now) {
        return new Returning(absence, now.plus(rules.settle()));
    }

    /// A clock that jumped back since makes it no longer.
    boolean isSettled(Returning returning, Instant now) {
        Instant settledAt = returning.settledAt();
        return !now.isBefore(settledAt) || now.isBefore(settledAt.minus(rules.settle()));
    }

    /// When to look again if nothing happens.
    Instant alarm(EngineState state, Instant now) {
        Instant look = now.plus(rules.lookEvery());
        Instant halted = state.halt().until();
        if (halted != null && !isOver(halted, now)) {
            return earlier(look, halted);
        }
        if (state.storeTrouble() != null) {
            return look;
        }
        if (!state.autoSync()) {
            return switch (state.hub()) {
                case Away _ -> earlier(look, now.plus(spread()));
                case Returning(_, var settledAt) -> soon(settledAt, now, look);
                case Unseen _, Answering _, Busy _, Refusing _ -> look;
            };
        }
        Instant wanted =
                switch (state.hub()) {
                    case Unseen _, Answering _ -> firstAttempt(state.backlog(), now, look);
                    case Away away when away.connects() -> away.retryAt();
                    case Away away -> earlier(away.retryAt(), now.plus(spread()));
                    case Returning(_, var settledAt) -> settledAt;
                    case Busy(var until) -> until;
                    case Refusing(_, var askAgainAt) -> askAgainAt;
                };
        return soon(wanted, now, look);
    }

    private static Instant soon(Instant wanted, Instant now, Instant look) {
        Instant soonest = now.plus(SHORTEST);
        return wanted.isBefore(soonest) ? soonest : earlier(look, wanted);
    }

    /// Half to one and a half of the rule, so that the stations of a lab do not knock together.
    private Duration spread() {
        long millis = rules.probeEvery().toMillis();
        return Duration.ofMillis(millis / 2 + random.nextLong(millis + 1));
    }

    private static boolean connects(HubFailure why) {
        return !(why instanceof HubFailure.Unreachable);
    }

    /// A change that could go already but did not waits for another one, not for a time.
    private static Instant firstAttempt(Backlog backlog, Instant now, Instant look) {
        Instant push = backlog.edits().nextAttempt();
        Instant otherwise = push == null || !push.isAfter(now) ? look : earlier(push, look);
        return Stream.concat(
                        Stream.of(otherwise),
                        backlog.next().stream().map(WaitingUpload::nextAttemptAt))
                .min(Instant::compareTo)
                .orElse(otherwise);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

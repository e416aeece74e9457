package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.Activity.Downloading;
import io.prepstation.kiosk.sync.Activity.Probing;
import io.prepstation.kiosk.sync.Activity.Reading;
import io.prepstation.kiosk.sync.Activity.Resting;
import io.prepstation.kiosk.sync.Activity.Sending;
import io.prepstation.kiosk.sync.Activity.Storing;
import io.prepstation.kiosk.sync.EngineState.Halt;
import io.prepstation.kiosk.sync.HubSight.Answering;
import io.prepstation.kiosk.sync.HubSight.Away;
import io.prepstation.kiosk.sync.HubSight.Busy;
import io.prepstation.kiosk.sync.HubSight.Refusing;
import io.prepstation.kiosk.sync.HubSight.Returning;
import io.prepstation.kiosk.sync.HubSight.Unseen;
import io.prepstation.kiosk.sync.UploadAnswers.Attempt;
import io.prepstation.kiosk.sync.Wish.Urgency;
import io.prepstation.model.sync.Push;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides everything about sync and does nothing: `step` gives the state after an event and what is to be done.
///
/// Network, database, threads and clock are outside, so the same decisions run in the product and in a simulation
/// where answers are lost and the program dies between any two effects.
public final class SyncCore {

    private static final Duration PULL_EVERY = Duration.ofMinutes(5);

    /// So long nothing goes up by itself after a person stopped it.
    private static final Duration STOPPED_FOR = Duration.ofMinutes(5);

    private final SyncRules rules;
    private final Pauses pauses;
    private final UploadAnswers uploads;
    private final PushAnswers pushes;

    /// @param hubPublicKey what receipts must verify with
    public SyncCore(SyncRules rules, RandomGenerator random, String hubPublicKey) {
        this.rules = rules;
        this.pauses = new Pauses(rules, random);
        this.uploads = new UploadAnswers(rules, pauses, hubPublicKey);
        this.pushes = new PushAnswers(pauses);
    }

    /// An answer that nobody waits for any more changes nothing.
    public Next step(EngineState state, SyncEvent event, Instant now) {
        Next next = answerTo(state, event, now);
        return event instanceof SyncEvent.ProbeAnswered || !isBackByItself(state, next.state())
                ? next
                : alsoReconnected(next, now);
    }

    private Next answerTo(EngineState state, SyncEvent event, Instant now) {
        return switch (event) {
            case SyncEvent.Started _ ->
                    started(state.downloadDue(true), Wish.of(Urgency.NEW_WORK), now);
            case SyncEvent.FeedMoved _ -> feedMoved(state.downloadDue(true), now);
            case SyncEvent.PushAnswered(var ids, var answer) ->
                    state.activity() instanceof Activity.Pushing(var round)
                            ? pushed(state, new PushAnswers.Attempt(round, ids, now), answer)
                            : Next.of(state);
            case SyncEvent.PushKept kept ->
                    state.activity() instanceof Activity.KeepingPush keeping
                            ? pushKept(
                                    kept.tally().applied() > 0 ? state.downloadDue(true) : state,
                                    kept,
                                    keeping,
                                    now)
                            : Next.of(state);
            case SyncEvent.PageAnswered(var answer) ->
                    state.activity() instanceof Activity.Pulling(var round)
                            ? pulled(state, round, answer, now)
                            : Next.of(state);
            case SyncEvent.PageKept(var more) ->
                    state.activity() instanceof Activity.KeepingPage(var round)
                            ? pageKept(state, round, more, now)
                            : Next.of(state);
            case SyncEvent.WorkAdded _ -> started(state, Wish.of(Urgency.NEW_WORK), now);
            case SyncEvent.Asked(var ticket, var scope) ->
                    looking(asked(state, scope), Wish.asked(ticket, scope), now);
            case SyncEvent.Stopped _ ->
                    state.activity() instanceof Resting || state.activity() instanceof Probing
                            ? Next.of(state)
                            : Next.of(state.halting(new Halt(true, null)));
            case SyncEvent.Tick _ -> ticked(state, now);
            case SyncEvent.AutoSyncSet(var enabled) -> autoSyncSet(state, enabled, now);
            case SyncEvent.QueueRead(var backlog) ->
                    state.activity() instanceof Reading(var round)
                            ? queueRead(state.with(backlog).storeTrouble(null), round, now)
                            : Next.of(state);
            case SyncEvent.UploadAnswered(var answer) ->
                    state.activity() instanceof Sending(var round, var upload)
                            ? uploads.answered(state, new Attempt(round, upload, now), answer)
                            : Next.of(state);
            case SyncEvent.Stored _ ->
                    state.activity() instanceof Storing(var round, var goesOn)
                            ? stored(state, round, goesOn, now)
                            : Next.of(state);
            case SyncEvent.StoreFailed(var reason) -> storeFailed(state, reason, now);
            case SyncEvent.DownloadAnswered(var answer) ->
                    state.activity() instanceof Downloading(var round)
                            ? downloaded(state, round, answer, now)
                            : Next.of(state);
            case SyncEvent.ProbeAnswered(var answer) ->
                    state.activity() instanceof Probing
                            ? probed(state.in(new Resting()), answer, now)
                            : Next.of(state);
        };
    }

    /// Who only fetches does not end the pause of a person who stopped what goes up.
    private static EngineState asked(EngineState state, SyncScope scope) {
        return state.downloadDue(state.downloadDue() || scope.fetches())
                .halting(scope.sends() ? Halt.NONE : state.halt());
    }

    private Next started(EngineState state, Wish wish, Instant now) {
        Next next = looking(state, wish, now);
        return state.autoSync()
                ? next
                : next.after(explain(new Decision.Skipped("autoSyncEnabled=false")));
    }

    /// Every wish begins with a look at the outbox, so that the header counts right even when nothing may be sent.
    private Next looking(EngineState state, Wish wish, Instant now) {
        return state.activity() instanceof Resting
                ? reading(state, Round.begun(wish, now, rules.batch()))
                : Next.of(state.wishing(wish));
    }

    /// While the hub is away this says that it may be back, no more: whether anything goes by itself is decided then.
    private Next feedMoved(EngineState state, Instant now) {
        if (!state.autoSync() || !isUnreachable(state)) {
            return looking(state, Wish.of(Urgency.NEW_WORK), now);
        }
        return state.activity() instanceof Resting && state.hub() instanceof Away
                ? probing(state)
                : Next.of(state);
    }

    private static boolean isUnreachable(EngineState state) {
        Away absence = state.hub().absence();
        return absence != null && !absence.connects();
    }

    private Next autoSyncSet(EngineState state, boolean enabled, Instant now) {
        EngineState set = state.autoSync(enabled);
        return enabled && !state.autoSync()
                ? looking(set, Wish.of(Urgency.NEW_WORK), now)
                : Next.of(set);
    }

    private Next ticked(EngineState state, Instant now) {
        if (!(state.activity() instanceof Resting)) {
            return Next.of(state);
        }
        EngineState awake = isHalted(state, now) ? state : state.halting(Halt.NONE);
        return isOutOfReach(awake, now) || hasSettled(awake, now)
                ? probing(awake)
                : looking(
                        isPullDue(awake, now) ? awake.downloadDue(true) : awake,
                        Wish.of(Urgency.TIMER),
                        now);
    }

    /// The feed is read from time to time whatever the live connection says; a clock that jumped back does not stop it.
    /// A hub that refuses is asked by it too, because a probe needs no token.
    private static boolean isPullDue(EngineState state, Instant now) {
        if (state.hub() instanceof Refusing) {
            return true;
        }
        Instant readAt = state.feed().readAt();
        return readAt != null && (now.isBefore(readAt) || !now.isBefore(readAt.plus(PULL_EVERY)));
    }

    /// Then it is only asked whether it is back; where nothing goes up by itself, always.
    private boolean isOutOfReach(EngineState state, Instant now) {
        return state.hub() instanceof Away away
                && (!state.autoSync() || (!away.connects() && !pauses.isOver(away.retryAt(), now)));
    }

    /// Asked once more even where nothing goes up by itself: what is shown and logged must be so.
    private boolean hasSettled(EngineState state, Instant now) {
        return state.hub() instanceof Returning returning && pauses.isSettled(returning, now);
    }

    private Next queueRead(EngineState state, Round round, Instant now) {
        if (state.halt().asked()) {
            return ended(state, round, now);
        }
        if (!round.isUnderWay() && !mayContact(state, round.wish().urgency(), now)) {
            return ended(state, round, now);
        }
        if (!round.wish().isAtLeast(Urgency.NIGHT) && state.autoSync() && state.isNightDue(now)) {
            return beginsNight(state, round, now);
        }
        if (state.feed().first()) {
            return downloading(state, round);
        }
        if (round.wish().scope().sendsEdits()
                && state.backlog().edits().waiting() > 0
                && !round.pushing().done()
                && round.strikes() < Round.STRIKES) {
            return Next.of(state.in(new Activity.Pushing(round)), round.push(state.suspects()));
        }
        Optional<WaitingUpload> due = firstDue(state.backlog(), round, now);
        if (due.isPresent()) {
            EngineState sending = state.in(new Sending(round.trying(due.get()), due.get()));
            return Next.of(sending, new SyncEffect.Upload(due.get()));
        }
        if (state.downloadDue() && round.wish().scope().fetches()) {
            return state.backlog().edits().loaded() && !state.feed().lost()
                    ? pulling(state, round)
                    : downloading(state, round);
        }
        return isMereLook(round) ? probing(state) : ended(state, round, now);
    }

    /// The round becomes the night's. A station that has seen no night yet has none to make up for.
    private Next beginsNight(EngineState state, Round round, Instant now) {
        Backlog.Night night = state.backlog().night();
        if (state.nightOver() == null && (night == null || night.last() == null)) {
            return queueRead(state.nightOver(now), round, now).after(new SyncEffect.NightOver(now));
        }
        return queueRead(state.downloadDue(true), round.nightly(), now);
    }

    private Next pushed(
            EngineState state, PushAnswers.Attempt attempt, HubAnswer<Push.Answer> answer) {
        if (!attempt.ids().isEmpty()) {
            return pushes.answered(state, attempt, answer, mayGoOn(state, attempt));
        }
        Round round = attempt.round();
        return reading(
                state,
                round.pushing().breaks().suspects() < state.suspects().size()
                        ? round.withMoreSuspects()
                        : round.pushedAll());
    }

    /// Whether more goes up without another look at what else is to be done.
    private static boolean mayGoOn(EngineState state, PushAnswers.Attempt attempt) {
        Wish wish = attempt.round().wish();
        return !state.halt().asked()
                && wish.scope().only() == null
                && state.backlog().edits().waiting() > attempt.ids().size()
                && (wish.isAtLeast(Urgency.NIGHT)
                        || !state.autoSync()
                        || !state.isNightDue(attempt.at()));
    }

    /// What is told from here on may be news that the answer is too early for; a round that fails still owes all of it.
    private static Next downloading(EngineState state, Round round) {
        return Next.of(
                state.downloadDue(false).in(new Downloading(round)), new SyncEffect.Download());
    }

    /// The same, page by page.
    private static Next pulling(EngineState state, Round round) {
        return Next.of(
                state.downloadDue(false).in(new Activity.Pulling(round)), new SyncEffect.Pull());
    }

    private Next pulled(EngineState state, Round round, HubAnswer<FeedPage> answer, Instant now) {
        return switch (answer) {
            case HubAnswer.Accepted<FeedPage>(var page) ->
                    Next.of(
                            state.seeing(new Answering()).in(new Activity.KeepingPage(round)),
                            new SyncEffect.KeepPage(page));
            case HubAnswer.Failed<FeedPage>(HubFailure.Gone _) ->
                    downloading(state.seeing(new Answering()).feedLost(), round);
            case HubAnswer.Failed<FeedPage>(var why) ->
                    ended(stillDue(state, why, now), round.error(why.text()), now);
        };
    }

    private EngineState stillDue(EngineState state, HubFailure why, Instant now) {
        return state.downloadDue(true).seeing(sightAfter(why, state, now));
    }

    private Next pageKept(EngineState state, Round round, boolean more, Instant now) {
        if (more) {
            return state.halt().asked()
                    ? ended(state.downloadDue(true), round, now)
                    : pulling(state, round);
        }
        return ended(readThrough(state, now), round, now);
    }

    private static EngineState readThrough(EngineState state, Instant now) {
        return state.syncedAt(now).feedRead(now);
    }

    private static boolean isMereLook(Round round) {
        return round.wish().urgency() == Urgency.TIMER && !round.isUnderWay();
    }

    private boolean mayContact(EngineState state, Urgency urgency, Instant now) {
        if (urgency == Urgency.ASKED) {
            return true;
        }
        if (!state.autoSync() || isHalted(state, now)) {
            return false;
        }
        return switch (state.hub()) {
            case Unseen _, Answering _ -> true;
            case Away away -> urgency != Urgency.TIMER || pauses.isOver(away.retryAt(), now);
            case Returning _ -> urgency != Urgency.TIMER;
            case Busy(var until) -> pauses.isOver(until, now);
            case Refusing(_, var askAgainAt) -> pauses.isOver(askAgainAt, now);
        };
    }

    private boolean isHalted(EngineState state, Instant now) {
        Instant until = state.halt().until();
        return until != null && !pauses.isOver(until, now);
    }

    private Optional<WaitingUpload> firstDue(Backlog backlog, Round round, Instant now) {
        if (round.strikes() >= Round.STRIKES || !round.wish().scope().sendsSessions()) {
            return Optional.empty();
        }
        return backlog.next().stream()
                .filter(upload -> !round.tried().contains(upload.operationId()))
                .filter(upload -> isDue(upload, round.wish().urgency(), now))
                .findFirst();
    }

    private boolean isDue(WaitingUpload upload, Urgency urgency, Instant now) {
        return switch (urgency) {
            case ASKED, NIGHT -> true;
            case RECONNECTED ->
                    upload.ownFailures() == 0 || pauses.isOver(upload.nextAttemptAt(), now);
            case TIMER, NEW_WORK -> pauses.isOver(upload.nextAttemptAt(), now);
        };
    }

    private Next stored(EngineState state, Round round, boolean goesOn, Instant now) {
        return goesOn ? reading(state, round) : ended(state, round, now);
    }

    /// A long queue is not read again for each batch: that takes the longer, the more of it there is.
    private Next pushKept(
            EngineState state, SyncEvent.PushKept kept, Activity.KeepingPush keeping, Instant now) {
        Round counted = keeping.round().counting(kept.tally());
        Backlog left = state.backlog().without(kept.tally().left());
        SyncEvent.PushAnswered next = kept.next();
        if (next != null) {
            return pushed(
                    state.with(left),
                    new PushAnswers.Attempt(counted, next.ids(), now),
                    next.answer());
        }
        return keeping.goesOn() && kept.tally().isSmooth() && left.edits().waiting() > 0
                ? queueRead(state.with(left), counted, now)
                : stored(state, counted, keeping.goesOn(), now);
    }

    private Next storeFailed(EngineState state, String reason, Instant now) {
        EngineState failed = state.storeTrouble(reason);
        return switch (state.activity()) {
            case Reading(var round) -> ended(failed, round.error(reason), now);
            case Sending(var round, _) -> ended(failed, round.error(reason), now);
            case Storing(var round, _) -> ended(failed, round.error(reason), now);
            case Downloading(var round) ->
                    ended(failed.downloadDue(true), round.error(reason), now);
            case Activity.Pushing(var round) -> ended(failed, round.error(reason), now);
            case Activity.KeepingPush(var round, _) -> ended(failed, round.error(reason), now);
            case Activity.Pulling(var round) ->
                    ended(failed.downloadDue(true), round.error(reason), now);
            case Activity.KeepingPage(var round) ->
                    ended(failed.downloadDue(true), round.error(reason), now);
            case Probing _ -> rested(failed.in(new Resting()), now);
            case Resting _ -> Next.of(failed);
        };
    }

    private Next downloaded(
            EngineState state, Round round, HubAnswer<Integer> answer, Instant now) {
        EngineState answering = state.seeing(new Answering());
        return switch (answer) {
            case HubAnswer.Accepted<Integer> _ -> {
                EngineState loaded = readThrough(answering, now);
                yield state.feed().lost()
                        ? reloaded(loaded.wishing(Wish.of(Urgency.NEW_WORK)), round, now)
                        : ended(loaded, round, now);
            }
            case HubAnswer.Failed<Integer>(var why) ->
                    ended(stillDue(state, why, now), round.error(why.text()), now);
        };
    }

    /// What a restored hub lost waits now. A night, and whoever asked, are not through before that was tried too.
    private Next reloaded(EngineState state, Round round, Instant now) {
        return round.triesAgainAfterLoad()
                ? reading(state, round.afterLoad())
                : ended(state, round, now);
    }

    private HubSight sightAfter(HubFailure why, EngineState state, Instant now) {
        return switch (why) {
            case HubFailure.NotAllowed(var reason) -> pauses.refused(reason, now);
            case HubFailure.Busy(var retryAfter) -> new Busy(pauses.askedFor(retryAfter, now));
            case HubFailure.Refused _,
                    HubFailure.NotUnderstood _,
                    HubFailure.NotFound _,
                    HubFailure.Conflicting _,
                    HubFailure.Incomplete _,
                    HubFailure.Older _,
                    HubFailure.Paused _,
                    HubFailure.TooBig _,
                    HubFailure.Gone _,
                    HubFailure.HubBroken _,
                    HubFailure.Unintelligible _,
                    HubFailure.Cut _,
                    HubFailure.Unreachable _ ->
                    pauses.away(state.hub(), why, now);
        };
    }

    private Next probed(EngineState state, HubAnswer<Duration> answer, Instant now) {
        return switch (answer) {
            case HubAnswer.Accepted<Duration> _ ->
                    switch (state.hub()) {
                        case Away away -> rested(state.seeing(pauses.returning(away, now)), now);
                        case Returning _ -> reconnected(state.seeing(new Answering()), now);
                        case Unseen _, Answering _, Busy _, Refusing _ ->
                                rested(state.seeing(new Answering()), now);
                    };
            case HubAnswer.Failed<Duration>(var why) ->
                    rested(state.seeing(pauses.awayAfterProbe(state.hub(), why, now)), now);
        };
    }

    private Next reconnected(EngineState state, Instant now) {
        var decision = reconnection(state);
        Next next =
                decision.syncs()
                        ? looking(state, Wish.of(Urgency.RECONNECTED), now)
                        : rested(state, now);
        return next.after(explain(decision));
    }

    /// Whether a request other than a probe found a hub again that could not be reached.
    private static boolean isBackByItself(EngineState before, EngineState after) {
        return isUnreachable(before) && after.hub() instanceof Answering;
    }

    /// What only waited for the network goes up as well, not only what found the hub again.
    private Next alsoReconnected(Next next, Instant now) {
        EngineState state = next.state();
        var decision = reconnection(state);
        Next goingOn =
                decision.syncs()
                        ? next.and(looking(state, Wish.of(Urgency.RECONNECTED), now))
                        : next;
        return goingOn.after(explain(decision));
    }

    private Decision.Reconnected reconnection(EngineState state) {
        return new Decision.Reconnected(rules.syncOnReconnect(), state.autoSync(), true);
    }

    private Next ended(EngineState state, Round round, Instant now) {
        if (state.halt().asked()) {
            return halted(state, round.error(SyncResult.STOPPED), now);
        }
        boolean nightIsOver =
                round.wish().isAtLeast(Urgency.NIGHT)
                        && round.wish().scope().isEverything()
                        && round.strikes() < Round.STRIKES
                        && !round.pushing().breaks().areTheHubs()
                        && isThrough(state, round, now)
                        && state.isNightDue(now);
        EngineState after = nightIsOver ? state.nightOver(now) : state;
        Next next =
                rested(after.in(new Resting()), now)
                        .after(
                                new SyncEffect.RoundEnded(
                                        round.result(now), round.wish().tickets()));
        return nightIsOver ? next.after(new SyncEffect.NightOver(now)) : next;
    }

    /// What a person has to see to does not keep it from being so; that shows elsewhere.
    private static boolean isThrough(EngineState state, Round round, Instant now) {
        Instant readAt = state.feed().readAt();
        return state.hub() instanceof Answering
                && readAt != null
                && !readAt.isBefore(round.startedAt())
                && !readAt.isAfter(now)
                && state.storeTrouble() == null;
    }

    /// Whoever waits for a round that was wished for meanwhile need not wait any longer either.
    private Next halted(EngineState state, Round round, Instant now) {
        Wish pending = state.pending();
        Wish all = pending == null ? round.wish() : round.wish().and(pending, state.autoSync());
        Halt halt = new Halt(false, now.plus(STOPPED_FOR));
        return rested(state.in(new Resting()).withoutWish().halting(halt), now)
                .after(new SyncEffect.RoundEnded(round.result(now), all.tickets()));
    }

    /// Goes on with what was wished for meanwhile, or sets the alarm.
    private Next rested(EngineState state, Instant now) {
        Wish pending = state.pending();
        return pending == null
                ? Next.of(state, new SyncEffect.WakeAt(pauses.alarm(state, now)))
                : reading(state.withoutWish(), Round.begun(pending, now, rules.batch()));
    }

    private static Next reading(EngineState state, Round round) {
        return Next.of(state.in(new Reading(round)), new SyncEffect.ReadQueue());
    }

    private static Next probing(EngineState state) {
        return Next.of(state.in(new Probing()), new SyncEffect.Probe());
    }

    private static SyncEffect explain(Decision decision) {
        return new SyncEffect.Explain(decision);
    }
}

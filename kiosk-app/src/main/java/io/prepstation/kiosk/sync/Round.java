package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.TypeCounts;
import io.prepstation.model.sync.TypeCounts.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One pass over the outbox, from a wake-up until nothing is left to try.
///
/// @param tried operations of this pass; none is tried twice in it
/// @param strikes how often in a row the hub broke down over a session; one may be a single session's doing, two are the hub's
public record Round(
        Wish wish,
        Instant startedAt,
        List<String> tried,
        int strikes,
        Score score,
        List<String> errors,
        Pushing pushing) {

    /// After so many breakdowns in a row it is not what was sent.
    static final int STRIKES = 2;

    /// What came of it so far.
    ///
    /// @param beforeLoad how many operations were tried before everything was loaded anew, in this round; null if it was not
    public record Score(
            int synced, int failed, int conflicts, TypeCounts types, @Nullable Integer beforeLoad) {

        static final Score NONE = new Score(0, 0, 0, TypeCounts.NONE, null);

        Score and(int moreSynced, int moreFailed, int moreConflicts, TypeCounts more) {
            return new Score(
                    synced + moreSynced,
                    failed + moreFailed,
                    conflicts + moreConflicts,
                    types.and(more),
                    beforeLoad);
        }
    }

    /// How far the changes of entities are through.
    ///
    /// @param done whether nothing more can go in this round
    /// @param most how many may go at once; fewer after a batch that the hub could not take
    /// @param batch how many may where nothing speaks against it
    public record Pushing(boolean done, int most, int batch, Breaks breaks) {

        static Pushing begun(int batch) {
            return new Pushing(false, batch, batch, Breaks.NONE);
        }

        /// After a batch that the hub could take.
        Pushing answered() {
            return new Pushing(done, Math.min(batch, most * 2), batch, breaks.cleared());
        }

        /// After one change alone that the hub broke down over; after two in a row no more goes, because the hub is broken.
        Pushing broken() {
            Breaks more = breaks.oneMore();
            return new Pushing(done || more.areTheHubs(), most, batch, more);
        }
    }

    /// The hub broke down over changes that went alone, in this round.
    ///
    /// @param strikes how often in a row; one may be the change's doing, two are the hub's
    /// @param suspects how many of those that the hub broke down over may go; none before all others are through
    /// @param answered whether the hub answered any changes
    public record Breaks(int strikes, int suspects, boolean answered) {

        static final Breaks NONE = new Breaks(0, 0, false);

        boolean areTheHubs() {
            return strikes >= STRIKES;
        }

        private Breaks oneMore() {
            return new Breaks(strikes + 1, Math.min(suspects, 1), answered);
        }

        private Breaks cleared() {
            return new Breaks(0, suspects * 2, true);
        }

        private Breaks moreSuspects() {
            return new Breaks(strikes, Math.max(1, suspects * 2), answered);
        }
    }

    public Round {
        tried = List.copyOf(tried);
        errors = List.copyOf(errors);
    }

    /// @param batch so many changes go at once where nothing speaks against it
    static Round begun(Wish wish, Instant now, int batch) {
        return new Round(wish, now, List.of(), 0, Score.NONE, List.of(), Pushing.begun(batch));
    }

    int synced() {
        return score.synced();
    }

    /// The same pass, but for the night.
    Round nightly() {
        return new Round(wish.nightly(), startedAt, tried, strikes, score, errors, pushing);
    }

    Round trying(WaitingUpload upload) {
        return trying(List.of(upload.operationId()));
    }

    Round trying(List<String> operations) {
        List<String> all = new ArrayList<>(tried);
        all.addAll(operations);
        return new Round(wish, startedAt, all, strikes, score, errors, pushing);
    }

    /// Nothing more can go in this round.
    Round pushedAll() {
        return pushing(new Pushing(true, pushing.batch(), pushing.batch(), pushing.breaks()));
    }

    /// The hub could not take so many at once.
    Round halved(int sent) {
        return pushing(new Pushing(false, sent / 2, pushing.batch(), pushing.breaks()));
    }

    /// All others are through.
    Round withMoreSuspects() {
        return pushing(
                new Pushing(
                        false, pushing.most(), pushing.batch(), pushing.breaks().moreSuspects()));
    }

    /// The next changes. Those that the hub broke down over go after all others, those of longest ago first: else two of them
    /// would end each round before anything else was tried.
    SyncEffect.Push push(List<String> suspects) {
        List<String> without = new ArrayList<>(tried);
        suspects.stream().skip(pushing.breaks().suspects()).forEach(without::add);
        return new SyncEffect.Push(
                wish.isAtLeast(Wish.Urgency.NIGHT), without, pushing.most(), wish.scope().only());
    }

    private Round pushing(Pushing next) {
        return new Round(wish, startedAt, tried, strikes, score, errors, next);
    }

    /// What became of a batch is kept.
    Round counting(PushTally tally) {
        List<String> all = new ArrayList<>(errors);
        all.addAll(tally.errors());
        return new Round(
                wish,
                startedAt,
                tried,
                strikes,
                score.and(tally.applied(), tally.failed(), tally.conflicts(), tally.types()),
                all,
                pushing);
    }

    /// The hub said something of a batch, whatever it was.
    Round answered() {
        return new Round(wish, startedAt, tried, 0, score, errors, pushing.answered());
    }

    /// The hub broke down over one change alone.
    Round oneBroken(String error) {
        return after(strikes, score.and(0, 1, 0, TypeCounts.NONE), with(error))
                .pushing(pushing.broken());
    }

    /// The hub has a session.
    Round oneSynced() {
        return after(0, score.and(1, 0, 0, session(Count.SYNCED)), errors);
    }

    /// The hub holds another content of a session.
    Round oneConflict(String error) {
        return after(0, score.and(0, 0, 1, session(Count.IN_CONFLICT)), with(error));
    }

    /// The hub did not take a session.
    Round oneSessionFailed(String error) {
        return after(0, score.and(0, 1, 0, session(Count.FAILED)), with(error));
    }

    /// A request of changes failed as a whole.
    Round oneFailed(String error) {
        return after(0, score.and(0, 1, 0, TypeCounts.NONE), with(error));
    }

    Round oneStrike(String error) {
        return after(strikes + 1, score.and(0, 1, 0, TypeCounts.NONE), with(error));
    }

    Round error(String error) {
        return after(strikes, score, with(error));
    }

    /// The hub's feed cannot be followed from here; that is no error of a round that makes it good.
    Round feedLost(String error) {
        return triesAgainAfterLoad() ? this : error(error);
    }

    boolean triesAgainAfterLoad() {
        return wish.isAtLeast(Wish.Urgency.NIGHT) && score.beforeLoad() == null;
    }

    /// Everything was loaded anew, and what waits now may be tried.
    Round afterLoad() {
        Score loaded =
                new Score(
                        score.synced(),
                        score.failed(),
                        score.conflicts(),
                        score.types(),
                        tried.size());
        return new Round(
                wish, startedAt, List.of(), 0, loaded, errors, Pushing.begun(pushing.batch()));
    }

    private static TypeCounts session(Count count) {
        return TypeCounts.of(EntityType.SESSIONS.word(), count);
    }

    private Round after(int nowStrikes, Score nowScore, List<String> nowErrors) {
        return new Round(wish, startedAt, tried, nowStrikes, nowScore, nowErrors, pushing);
    }

    boolean isUnderWay() {
        return !tried.isEmpty();
    }

    SyncResult result(Instant now) {
        return new SyncResult(
                errors.isEmpty(),
                score.synced(),
                score.failed(),
                score.conflicts(),
                tried.size() + Objects.requireNonNullElse(score.beforeLoad(), 0),
                errors,
                Duration.between(startedAt, now),
                score.types());
    }

    private List<String> with(String error) {
        List<String> longer = new ArrayList<>(errors);
        longer.add(error);
        return longer;
    }
}

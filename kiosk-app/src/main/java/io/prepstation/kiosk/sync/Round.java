package io.prepstation.kiosk.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One pass over the outbox, from a wake-up until nothing is left to try.
///
/// @param tried operations of this pass; none is tried twice in it
/// @param strikes how often in a row the hub broke down; one may be a single session's doing, two are the hub's
public record Round(
        Wish wish,
        Instant startedAt,
        List<String> tried,
        int strikes,
        int synced,
        int failed,
        int conflicts,
        List<String> errors,
        Pushing pushing) {

    /// How far the changes of entities are through.
    ///
    /// @param done whether nothing more can go in this round
    /// @param most how many may go at once; fewer after a batch that the hub could not take
    public record Pushing(boolean done, int most) {}

    /// So many at once where nothing speaks against it.
    static final int BATCH = 50;

    public Round {
        tried = List.copyOf(tried);
        errors = List.copyOf(errors);
    }

    static Round begun(Wish wish, Instant now) {
        return new Round(wish, now, List.of(), 0, 0, 0, 0, List.of(), new Pushing(false, BATCH));
    }

    /// The same pass, but for the night.
    Round nightly() {
        return new Round(
                wish.nightly(),
                startedAt,
                tried,
                strikes,
                synced,
                failed,
                conflicts,
                errors,
                pushing);
    }

    Round trying(WaitingUpload upload) {
        return new Round(
                wish,
                startedAt,
                with(tried, upload.operationId()),
                strikes,
                synced,
                failed,
                conflicts,
                errors,
                pushing);
    }

    Round trying(List<String> operations) {
        List<String> all = new ArrayList<>(tried);
        all.addAll(operations);
        return new Round(wish, startedAt, all, strikes, synced, failed, conflicts, errors, pushing);
    }

    Round pushing(boolean done, int most) {
        return new Round(
                wish,
                startedAt,
                tried,
                strikes,
                synced,
                failed,
                conflicts,
                errors,
                new Pushing(done, most));
    }

    /// The hub answered a batch.
    Round counting(PushTally tally) {
        List<String> all = new ArrayList<>(errors);
        all.addAll(tally.errors());
        return new Round(
                wish,
                startedAt,
                tried,
                0,
                synced + tally.applied(),
                failed + tally.failed(),
                conflicts + tally.conflicts(),
                all,
                new Pushing(pushing.done(), Math.min(BATCH, pushing.most() * 2)));
    }

    Round oneSynced() {
        return new Round(wish, startedAt, tried, 0, synced + 1, failed, conflicts, errors, pushing);
    }

    Round oneFailed(String error) {
        List<String> all = with(errors, error);
        return new Round(wish, startedAt, tried, 0, synced, failed + 1, conflicts, all, pushing);
    }

    Round oneConflict(String error) {
        List<String> all = with(errors, error);
        return new Round(wish, startedAt, tried, 0, synced, failed, conflicts + 1, all, pushing);
    }

    Round oneStrike(String error) {
        List<String> all = with(errors, error);
        return new Round(
                wish, startedAt, tried, strikes + 1, synced, failed + 1, conflicts, all, pushing);
    }

    Round error(String error) {
        List<String> all = with(errors, error);
        return new Round(wish, startedAt, tried, strikes, synced, failed, conflicts, all, pushing);
    }

    boolean isUnderWay() {
        return !tried.isEmpty();
    }

    SyncResult result(Instant now) {
        return new SyncResult(
                errors.isEmpty(),
                synced,
                failed,
                conflicts,
                tried.size(),
                errors,
                Duration.between(startedAt, now));
    }

    private static List<String> with(List<String> list, String more) {
        List<String> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }
}

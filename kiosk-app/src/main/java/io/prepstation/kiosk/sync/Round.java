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
        List<String> errors) {

    public Round {
        tried = List.copyOf(tried);
        errors = List.copyOf(errors);
    }

    static Round begun(Wish wish, Instant now) {
        return new Round(wish, now, List.of(), 0, 0, 0, 0, List.of());
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
                errors);
    }

    Round oneSynced() {
        return new Round(wish, startedAt, tried, 0, synced + 1, failed, conflicts, errors);
    }

    Round oneFailed(String error) {
        List<String> all = with(errors, error);
        return new Round(wish, startedAt, tried, 0, synced, failed + 1, conflicts, all);
    }

    Round oneConflict(String error) {
        List<String> all = with(errors, error);
        return new Round(wish, startedAt, tried, 0, synced, failed, conflicts + 1, all);
    }

    Round oneStrike(String error) {
        List<String> all = with(errors, error);
        return new Round(wish, startedAt, tried, strikes + 1, synced, failed + 1, conflicts, all);
    }

    Round error(String error) {
        List<String> all = with(errors, error);
        return new Round(wish, startedAt, tried, strikes, synced, failed, conflicts, all);
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

package io.prepstation.kiosk;

import io.prepstation.kiosk.sync.SyncStatus;
import io.prepstation.kiosk.ui.desk.SyncIndicator;

/// The state of sync as the header shows it. What is switched off is said to be off before it is said to be away: nobody
/// would notice otherwise that nothing goes up when the hub is back.
final class Indicators {

    private Indicators() {}

    static SyncIndicator of(SyncStatus status, boolean autoSync) {
        return switch (status) {
            case SyncStatus.NotEnrolled _ -> new SyncIndicator.NotEnrolled();
            case SyncStatus.UpToDate _ ->
                    autoSync ? new SyncIndicator.UpToDate() : new SyncIndicator.Off(0, null);
            case SyncStatus.Waiting(var count, var oldest) ->
                    autoSync
                            ? new SyncIndicator.Waiting(count, oldest)
                            : new SyncIndicator.Off(count, oldest);
            case SyncStatus.Offline(var count, var oldest, var _) ->
                    autoSync
                            ? new SyncIndicator.Offline(count, oldest)
                            : new SyncIndicator.Off(count, oldest);
            case SyncStatus.Syncing(var done, var total, var stopping) ->
                    new SyncIndicator.Syncing(done, total, stopping);
            case SyncStatus.Stopped(var count, var oldest, var until) ->
                    autoSync
                            ? new SyncIndicator.Stopped(count, oldest, until)
                            : new SyncIndicator.Off(count, oldest);
            case SyncStatus.Held(var count, var _, var reason) ->
                    new SyncIndicator.Problem(reason, count);
            case SyncStatus.InConflict(var conflicts, var count, var _) ->
                    new SyncIndicator.Problem(
                            "%d changes met somebody else's. Tap to choose.".formatted(conflicts),
                            count);
            case SyncStatus.Problem(var count, var _, var text) ->
                    new SyncIndicator.Problem(text, count);
        };
    }
}

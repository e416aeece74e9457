package io.prepstation.kiosk.ui.words;

import io.prepstation.kiosk.ui.desk.SyncIndicator;
import java.time.Instant;

/// Says how far the hub is behind.
public final class SyncWords {

    private final Words words;

    public SyncWords(Words words) {
        this.words = words;
    }

    /// A few words for the header.
    public String brief(SyncIndicator sync, Instant now) {
        return switch (sync) {
            case SyncIndicator.Offline(var waiting, var oldest) ->
                    oldest == null
                            ? words.text("sync.offline")
                            : words.text("sync.offline-waiting", waiting, words.age(oldest, now));
            case SyncIndicator.Waiting(var count, var oldest) ->
                    words.text("sync.waiting", count, words.age(oldest, now));
            case SyncIndicator.Syncing syncing -> words.text("sync.syncing", syncing.percent());
            case SyncIndicator.Stopped(var count, var _, var _) ->
                    words.text("sync.stopped", count);
            case SyncIndicator.Problem(var _, var waiting) ->
                    waiting == 0
                            ? words.text("sync.problem")
                            : words.text("sync.problem-waiting", waiting);
            case SyncIndicator.UpToDate() -> words.text("sync.up-to-date");
            case SyncIndicator.Off(var waiting, var oldest) ->
                    oldest == null
                            ? words.text("sync.off")
                            : words.text("sync.off-waiting", waiting, words.age(oldest, now));
            case SyncIndicator.NotEnrolled() -> words.text("sync.not-enrolled");
        };
    }

    private String progress(SyncIndicator.Syncing syncing) {
        return syncing.total() == 0
                ? words.text("sync.syncing.sentence")
                : words.text("sync.progress", syncing.done(), syncing.total(), syncing.percent());
    }

    /// A sentence for the home screen.
    public String sentence(SyncIndicator sync) {
        return switch (sync) {
            case SyncIndicator.Offline _ -> words.text("sync.offline.sentence");
            case SyncIndicator.Waiting _ -> words.text("sync.waiting.sentence");
            case SyncIndicator.Syncing syncing ->
                    syncing.stopping() ? words.text("sync.stopping.sentence") : progress(syncing);
            case SyncIndicator.Stopped(var _, var _, var until) ->
                    words.text("sync.stopped.sentence", words.time(until));
            case SyncIndicator.Problem(var text, var _) -> text;
            case SyncIndicator.UpToDate _ -> words.text("sync.up-to-date.sentence");
            case SyncIndicator.Off _ -> words.text("sync.off.sentence");
            case SyncIndicator.NotEnrolled _ -> words.text("sync.not-enrolled.sentence");
        };
    }
}

package io.prepstation.config;

import io.prepstation.config.ValueTypes.Open;
import io.prepstation.config.ValueTypes.Span;
import io.prepstation.config.ValueTypes.Text;
import io.prepstation.config.ValueTypes.Whole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How patiently a session is looked up by its id while the store is opening or migrating (SES-6).
///
/// @param headLog the folder that keeps copies of the signed ends of the audit trail (REC-1); empty for `heads` in the
///     data directory
public record StoreSettings(int openReads, Duration openPause, Optional<String> headLog) {

    private static final Key<Integer> OPEN_READS =
            Key.of(
                    "store.open_reads",
                    new Whole(1, 20),
                    "How often a session is looked up by its id before it counts as not found.");
    private static final Key<Duration> OPEN_PAUSE =
            Key.of(
                    "store.open_pause",
                    new Span(Duration.ZERO, Duration.ofSeconds(5)),
                    "The time between two such reads.");

    private static final Key<Optional<String>> HEAD_LOG =
            Key.of(
                    "store.head_log",
                    new Open<>(new Text("a folder like \"/mnt/usb/heads\"")),
                    "The folder with copies of the signed ends of the audit trail and of the hub's receipts, best on"
                            + " another medium. Open: the folder heads in the data directory.");

    static final Section SECTION =
            new Section(
                    "store",
                    "The local database.",
                    List.of(OPEN_READS, OPEN_PAUSE, HEAD_LOG),
                    List.of());

    static StoreSettings from(Values values) {
        return new StoreSettings(
                values.get(OPEN_READS), values.get(OPEN_PAUSE), values.get(HEAD_LOG));
    }
}

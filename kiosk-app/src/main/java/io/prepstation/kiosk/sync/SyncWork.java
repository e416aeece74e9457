package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.AttachmentContents;
import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.HubAnswer.Failed;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Receipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what the core wants done: reads and writes the outbox, speaks to the hub. Each call waits for its result.
final class SyncWork {

    private static final Logger PUSH = LoggerFactory.getLogger("SyncPush");
    private static final Logger PULL = LoggerFactory.getLogger("SyncPull");

    private final LabDatabase database;
    private final UploadRecords records;
    private final HubPort hub;
    private final AttachmentSender attachments;
    private final PushWork edits;
    private final InstantSource clock;
    private final AtomicBoolean stopping = new AtomicBoolean();

    SyncWork(
            LabDatabase database,
            UploadRecords records,
            HubPort hub,
            PushWork edits,
            InstantSource clock) {
        this.clock = clock;
        this.database = database;
        this.records = records;
        this.hub = hub;
        this.attachments =
                new AttachmentSender(
                        new AttachmentContents(database), hub, stopping::get, records::without);
        this.edits = edits;
    }

    /// Whether what takes many requests ends after the one under way. Any thread may.
    void stopping(boolean asked) {
        stopping.set(asked);
    }

    SyncEvent of(SyncEffect.Task task) {
        try {
            return switch (task) {
                case SyncEffect.ReadQueue _ -> new SyncEvent.QueueRead(records.backlog());
                case SyncEffect.Upload(var upload) -> upload(upload);
                case SyncEffect.Store(var outcome) -> {
                    records.keep(outcome);
                    yield new SyncEvent.Stored();
                }
                case SyncEffect.Download _ -> download();
                case SyncEffect.Push push -> edits.push(push);
                case SyncEffect.KeepPush(var outcome, var ahead) -> edits.keep(outcome, ahead);
                case SyncEffect.Pull _ -> edits.pull();
                case SyncEffect.KeepPage(var page) -> edits.keep(page);
                case SyncEffect.Probe _ -> new SyncEvent.ProbeAnswered(hub.probe());
            };
        } catch (StoreException e) {
            PUSH.error("lab {}: {}", database.lab().labId(), e.getMessage(), e);
            return new SyncEvent.StoreFailed(String.valueOf(e.getMessage()));
        }
    }

    /// If it cannot be remembered, the next start makes up for it once more.
    void nightOver(Instant at) {
        try {
            records.nightOver(at);
        } catch (StoreException e) {
            PUSH.warn("lab {}: {}", database.lab().labId(), e.getMessage());
        }
    }

    /// What is not kept only fails to be shown; the log has it.
    void ended(SyncResult result) {
        LastSync last = new LastSync(clock.instant(), result);
        try {
            database.change(last::keep);
        } catch (StoreException e) {
            PUSH.warn("lab {}: {}", database.lab().labId(), e.getMessage());
        }
    }

    private SyncEvent upload(WaitingUpload upload) throws StoreException {
        String text = records.markSent(upload);
        PUSH.debug("session {} leaves, {} characters", upload.sessionId(), text.length());
        String stood = database.read(FeedPages::cursor);
        Optional<HubFailure> early = edits.tellFormer(upload.sessionId());
        HubAnswer<Receipt> answer =
                (early.isPresent()
                                ? early
                                : attachments.send(
                                        upload.sessionId(),
                                        records.attachments(upload),
                                        upload.ownFailures()))
                        .<HubAnswer<Receipt>>map(Failed::new)
                        .orElseGet(() -> hub.upload(text, stood));
        switch (answer) {
            case Accepted<Receipt>(var receipt) ->
                    PUSH.info(
                            "session {} answered with receipt {}",
                            upload.sessionId(),
                            receipt.feedSeq());
            case Failed<Receipt>(var why) ->
                    PUSH.warn("session {} not uploaded: {}", upload.sessionId(), why.text());
        }
        return new SyncEvent.UploadAnswered(answer);
    }

    private SyncEvent download() throws StoreException {
        return switch (hub.download(database.lab(), HalfLoad.of(database))) {
            case Accepted<Download>(var download) -> downloaded(download);
            case Failed<Download>(var why) -> notDownloaded(why);
        };
    }

    /// The place where this station stood tells whether the hub was restored since; asked for after the load, so that no
    /// restore can come between.
    private SyncEvent downloaded(Download download) throws StoreException {
        String stood = database.read(FeedPages::cursor);
        HubAnswer<Pull.Page> there =
                stood.isEmpty() ? new Failed<>(new HubFailure.Gone("", null)) : hub.pull(stood);
        return switch (there) {
            case Accepted<Pull.Page> _ -> replaced(download, null);
            case Failed<Pull.Page>(HubFailure.Gone(_, var restoredAt)) ->
                    replaced(download, restoredAt);
            case Failed<Pull.Page>(var why) -> notDownloaded(why);
        };
    }

    private SyncEvent replaced(Download download, @Nullable Long restoredAt) throws StoreException {
        download.replaceIn(database, restoredAt, clock.instant());
        return new SyncEvent.DownloadAnswered(new Accepted<>(download.entities()));
    }

    private SyncEvent notDownloaded(HubFailure why) {
        PULL.warn("lab {} not downloaded: {}", database.lab().labId(), why.text());
        return new SyncEvent.DownloadAnswered(new Failed<>(why));
    }
}

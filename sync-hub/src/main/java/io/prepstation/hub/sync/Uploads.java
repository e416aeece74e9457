package io.prepstation.hub.sync;

import io.prepstation.hub.edit.Stock;
import io.prepstation.hub.feed.Change;
import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.feed.FeedPlace;
import io.prepstation.hub.feed.PullResult;
import io.prepstation.hub.feed.Standing;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.sync.UploadResult.Denied;
import io.prepstation.hub.sync.UploadResult.Different;
import io.prepstation.hub.sync.UploadResult.Incomplete;
import io.prepstation.hub.sync.UploadResult.Malformed;
import io.prepstation.hub.sync.UploadResult.OtherFeed;
import io.prepstation.hub.sync.UploadResult.Received;
import io.prepstation.hub.sync.UploadResult.Refused;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Receives finished sessions, each exactly once and whole (SYN-3): the session, its place in the feed, its receipt and
/// the hub's audit event are one transaction, and the answer comes after it is on the disk.
public final class Uploads {

    /// What the hub's audit trail calls a received session.
    static final String RECEIVED = "session_received";

    private static final String REFUSED = "upload_refused";
    private static final String ALARM = "alarm_session_differs";

    private final HubDatabase database;
    private final Feed feed;
    private final Receipts receipts;
    private final Quarantine quarantine;
    private final InstantSource clock;

    public Uploads(HubDatabase database, Feed feed, Receipts receipts, InstantSource clock) {
        this.database = database;
        this.feed = feed;
        this.receipts = receipts;
        this.quarantine = new Quarantine(clock);
        this.clock = clock;
    }

    /// @param body as received, decompressed
    /// @param stood where the station stands in the feed; empty if it does not say
    public UploadResult receive(Station station, byte[] body, Optional<Cursor> stood)
            throws StoreException {
        if (station.publicKey() == null) {
            return new Denied(
                    "NO_KEY",
                    "publicKey",
                    "station " + station.id() + " has no key; enrol it again with its public key");
        }
        try {
            UploadBundle bundle = UploadBundle.parse(body);
            WireSession session = bundle.wireSession();
            return database.write(tables -> {
                Optional<PullResult.Gone> lost = Standing.lost(tables, stood);
                return lost.isPresent()
                        ? new OtherFeed(lost.get())
                        : receive(tables, station, bundle, session);
            });
        } catch (MalformedJson e) {
            return new Malformed(Objects.requireNonNullElse(e.getMessage(), "unreadable"));
        }
    }

    private UploadResult receive(
            Tables tables, Station station, UploadBundle bundle, WireSession session) {
        if (!session.labId().equals(station.labId())) {
            return otherLab(station, "session.labId", session.labId());
        }
        Optional<StoredSession> known = tables.sessions().find(session.id());
        if (known.isPresent()) {
            return again(tables, station, bundle, known.get());
        }
        Lab lab = tables.labs().find(station.labId()).orElseThrow().value();
        Optional<Refusal> fault = new UploadCheck(tables, station, lab).fault(bundle, session);
        if (fault.isPresent()) {
            quarantine.keep(tables, station, bundle, session.id(), fault.get(), REFUSED);
            return new Refused(fault.get());
        }
        Optional<Attachment> missing = AttachmentsCheck.missing(tables, station.labId(), bundle);
        return missing.isPresent()
                ? incomplete(missing.get())
                : keep(tables, station, bundle, session);
    }

    private static Incomplete incomplete(Attachment missing) {
        return new Incomplete(
                "attachments",
                "the bytes of attachment "
                        + missing.sha256()
                        + " are not here; send them first: POST /api/attachments");
    }

    private UploadResult again(
            Tables tables, Station station, UploadBundle bundle, StoredSession known) {
        if (!known.labId().equals(station.labId())) {
            return otherLab(station, "session.id", "the session's lab");
        }
        if (known.contentHash().equals(bundle.contentHash())) {
            return new Received(ReceiptText.read(known.receipt()), true);
        }
        String reason =
                "the hub received session "
                        + known.id()
                        + " with another content before; it keeps both, and the lab manager must look"
                        + " at them";
        Refusal refusal = new Refusal("OTHER_CONTENT", "contentHash", reason);
        quarantine.keep(tables, station, bundle, known.id(), refusal, ALARM);
        return new Different(reason);
    }

    private static Denied otherLab(Station station, String field, String lab) {
        return new Denied(
                "OTHER_LAB",
                field,
                "station "
                        + station.id()
                        + " belongs to lab "
                        + station.labId()
                        + ", not to "
                        + lab);
    }

    private Received keep(
            Tables tables, Station station, UploadBundle bundle, WireSession session) {
        ForkedTrail.watch(tables, station, bundle, clock.instant());
        List<Change> changes = new ArrayList<>(List.of(change(station, bundle, session)));
        changes.addAll(
                new Stock(tables, station.labId(), clock.instant()).taken(session, station.id()));
        FeedPlace place = feed.append(tables, changes).getFirst();
        Receipt receipt = receipts.sign(session.id(), bundle.contentHash(), place);
        tables.sessions().insert(stored(station, bundle, session, receipt));
        WeighedThings.keep(tables, session);
        tables.audit()
                .append(
                        Instant.ofEpochMilli(place.committedAt()),
                        RECEIVED,
                        station.id(),
                        Json.object()
                                .put("sessionId", session.id())
                                .put("contentHash", bundle.contentHash())
                                .put("feedSeq", place.feedSeq()));
        return new Received(receipt, false);
    }

    /// The feed carries a session's head; whoever wants all of it fetches it by its id.
    private static Change change(Station station, UploadBundle bundle, WireSession session) {
        return new Change(
                station.labId(),
                EntityType.SESSIONS,
                session.id(),
                1,
                OperationKind.CREATE,
                CanonicalJson.of(SessionHead.of(bundle)),
                station.id(),
                null);
    }

    private static StoredSession stored(
            Station station, UploadBundle bundle, WireSession session, Receipt receipt) {
        AuditEvent last =
                bundle.audit().stream()
                        .max(Comparator.comparingLong(AuditEvent::sequence))
                        .orElseThrow();
        return new StoredSession(
                session.id(),
                station.labId(),
                station.id(),
                session.formulaId(),
                Objects.requireNonNull(session.formulaVersionId()),
                session.status(),
                session.startedAt(),
                bundle.text(),
                bundle.contentHash(),
                Objects.requireNonNull(session.recordHash()),
                last.sequence(),
                last.hash(),
                CanonicalJson.of(Json.write(receipt)),
                receipt.feedSeq());
    }
}

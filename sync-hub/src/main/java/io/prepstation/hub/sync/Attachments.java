package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredAttachment;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.sync.AttachmentResult.Ahead;
import io.prepstation.hub.sync.AttachmentResult.Refused;
import io.prepstation.hub.sync.AttachmentResult.Taken;
import io.prepstation.hub.sync.AttachmentResult.Unknown;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import io.prepstation.model.sync.AttachmentUpload.Request;
import io.prepstation.model.sync.AttachmentUpload.State;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Receives attachments piece by piece, each content once in a lab, and hands them out (SYN-16). A piece that was answered
/// is on the disk; what turns out not to have its hash is forgotten as a whole.
public final class Attachments {

    /// What the hub's audit trail calls one that is complete, and one that a station says it has no more.
    static final String RECEIVED = "attachment_received";

    static final String LOST = "attachment_lost";

    private static final int LONGEST_REASON = 500;

    private final HubDatabase database;
    private final InstantSource clock;

    public Attachments(HubDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Part of an attachment.
    ///
    /// @param from the place of its first byte
    public record Part(StoredAttachment of, long from, ByteBuffer bytes) {}

    /// A station is about to send it, or says that it cannot. Of what will not come anything may be said: its session is not
    /// to wait for it.
    public AttachmentResult announce(Station station, Request announced) throws StoreException {
        boolean named = Attachment.isHash(announced.sha256()) && announced.isLost();
        if (!named
                && !Attachment.isAllowed(
                        announced.sha256(), announced.mediaType(), announced.size())) {
            return new Refused(notAllowed(announced));
        }
        Instant now = clock.instant();
        return database.write(tables -> announce(tables, station, announced, now));
    }

    private static AttachmentResult announce(
            Tables tables, Station station, Request announced, Instant now) {
        String labId = station.labId();
        Optional<StoredAttachment> known = tables.attachments().lock(labId, announced.sha256());
        if (known.isEmpty()) {
            tables.attachments()
                    .begin(
                            station,
                            announced.sha256(),
                            announced.mediaType(),
                            announced.size(),
                            now);
        }
        StoredAttachment attachment =
                known.orElseGet(
                        () -> tables.attachments().find(labId, announced.sha256()).orElseThrow());
        if (attachment.lost() && !isSame(attachment, announced)) {
            tables.attachments().restart(attachment, announced.mediaType(), announced.size());
            return new Taken(new State(announced.sha256(), announced.size(), 0, false));
        }
        if (attachment.size() != announced.size()) {
            return differs(tables, attachment, announced);
        }
        if (announced.isLost() && !attachment.complete() && !attachment.lost()) {
            tables.attachments().lose(attachment, now);
            noteLost(tables, station, attachment, announced.reason(), now);
        }
        return new Taken(state(attachment));
    }

    private static boolean isSame(StoredAttachment attachment, Request announced) {
        return attachment.size() == announced.size()
                && attachment.mediaType().equals(announced.mediaType());
    }

    /// One of the two lengths is wrong, and nobody can tell which before all bytes are there: whoever comes with the whole
    /// content is right.
    private static AttachmentResult differs(
            Tables tables, StoredAttachment attachment, Request announced) {
        if (!attachment.complete()) {
            forget(tables, attachment);
        }
        return new Refused(
                new Refusal(
                        "OTHER_SIZE",
                        "size",
                        "it was announced with "
                                + attachment.size()
                                + " bytes before, now with "
                                + announced.size()));
    }

    private static void noteReceived(
            Tables tables, Station station, StoredAttachment attachment, Instant now) {
        tables.audit().append(now, RECEIVED, station.id(), details(attachment));
    }

    private static void noteLost(
            Tables tables,
            Station station,
            StoredAttachment attachment,
            @Nullable String reason,
            Instant now) {
        ObjectNode details = details(attachment);
        if (reason != null) {
            details.put("reason", reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        }
        tables.audit().append(now, LOST, station.id(), details);
    }

    private static ObjectNode details(StoredAttachment attachment) {
        return Json.object().put("labId", attachment.labId()).put("sha256", attachment.sha256());
    }

    /// @param offset how many bytes lie before the piece; what the hub has of it already is passed over
    public AttachmentResult receive(Station station, String sha256, long offset, byte[] piece)
            throws StoreException {
        Instant now = clock.instant();
        return database.write(tables ->
                tables.attachments()
                        .lock(station.labId(), sha256)
                        .map(attachment -> {
                            AttachmentResult result =
                                    receive(tables, attachment, offset, piece, now);
                            if (!attachment.complete()
                                    && result instanceof Taken(var state)
                                    && state.complete()) {
                                noteReceived(tables, station, attachment, now);
                            }
                            return result;
                        })
                        .orElseGet(Unknown::new));
    }

    private static AttachmentResult receive(
            Tables tables, StoredAttachment attachment, long offset, byte[] piece, Instant now) {
        if (attachment.complete()) {
            return new Taken(state(attachment));
        }
        if (offset > attachment.received()) {
            return new Ahead(state(attachment));
        }
        if (offset + piece.length > attachment.size()) {
            return refused(tables, attachment, "OTHER_SIZE", "it has more bytes than announced");
        }
        int known = Math.toIntExact(Math.min(piece.length, attachment.received() - offset));
        if (known < piece.length) {
            tables.attachments().append(attachment, Arrays.copyOfRange(piece, known, piece.length));
        }
        StoredAttachment longer =
                tables.attachments().find(attachment.labId(), attachment.sha256()).orElseThrow();
        return longer.received() < longer.size()
                ? new Taken(state(longer))
                : completed(tables, longer, now);
    }

    private static AttachmentResult completed(
            Tables tables, StoredAttachment attachment, Instant now) {
        byte[] content = tables.attachments().bytes(attachment, 0, attachment.size());
        if (!Sha256.hex(content).equals(attachment.sha256())) {
            return refused(
                    tables, attachment, "WRONG_HASH", "the bytes do not have the announced hash");
        }
        if (AttachmentType.of(attachment.mediaType())
                .filter(type -> type.isOf(content))
                .isEmpty()) {
            return refused(
                    tables,
                    attachment,
                    "WRONG_TYPE",
                    "the bytes are not what " + attachment.mediaType() + " begins with");
        }
        tables.attachments().complete(attachment, now);
        return new Taken(
                new State(attachment.sha256(), attachment.size(), attachment.size(), true));
    }

    private static AttachmentResult refused(
            Tables tables, StoredAttachment attachment, String code, String reason) {
        forget(tables, attachment);
        return new Refused(
                new Refusal(code, "sha256", reason + "; nothing of it is kept, send it again"));
    }

    /// Of one that was lost the row stays: a session came, or may have come, without it.
    private static void forget(Tables tables, StoredAttachment attachment) {
        if (attachment.lost()) {
            tables.attachments().restart(attachment, attachment.mediaType(), attachment.size());
        } else {
            tables.attachments().forget(attachment);
        }
    }

    private static Refusal notAllowed(Request announced) {
        if (!Attachment.isHash(announced.sha256())) {
            return new Refusal("MALFORMED", "sha256", "a SHA-256 has 64 digits 0 to 9 and a to f");
        }
        return AttachmentType.of(announced.mediaType()).isEmpty()
                ? new Refusal(
                        "WRONG_TYPE",
                        "mediaType",
                        announced.mediaType() + " is not kept; photos, PDFs and plain text are")
                : new Refusal(
                        "TOO_LARGE",
                        "size",
                        "an attachment has 1 to " + Attachment.LARGEST + " bytes");
    }

    private static State state(StoredAttachment attachment) {
        return new State(
                attachment.sha256(),
                attachment.size(),
                attachment.received(),
                attachment.complete());
    }

    /// A complete one of the lab; empty also for what only another lab has.
    public Optional<StoredAttachment> find(String labId, String sha256) throws StoreException {
        return database.read(tables ->
                tables.attachments().find(labId, sha256).filter(StoredAttachment::complete));
    }

    /// @param from the place of the first byte that is wanted
    /// @param until behind the last one
    public Part part(StoredAttachment attachment, long from, long until) throws StoreException {
        return database.read(tables ->
                new Part(
                        attachment,
                        from,
                        ByteBuffer.wrap(tables.attachments().bytes(attachment, from, until))));
    }
}

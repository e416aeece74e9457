package io.prepstation.model.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A finished session as one upload: `{session, steps[], dispenses[], signatures[], audit[], auditHead, attachments[],
/// contentHash}`, frozen as canonical text when the session ends and never changed after.
///
/// @param session the aggregate, with its lists inside
/// @param audit the audit events of this session
/// @param head how far the station's audit trail was when the session ended, signed by the station
/// @param attachments what it names by hash; the bytes are at the hub before it
/// @param replacesHash content hash of the refused revision that this one corrects; null for the first
/// @param contentHash SHA-256 of the body without itself
/// @param text the canonical body that is sent
public record UploadBundle(
        ObjectNode session,
        List<AuditEvent> audit,
        AuditHead head,
        List<Attachment> attachments,
        @Nullable String replacesHash,
        String contentHash,
        String text) {

    private static final String REPLACES = "replacesHash";
    private static final String ATTACHMENTS = "attachments";

    private static final List<String> LISTS = List.of("steps", "dispenses", "signatures");
    private static final Set<String> REQUIRED =
            Set.of(
                    "session",
                    "steps",
                    "dispenses",
                    "signatures",
                    "audit",
                    "auditHead",
                    "contentHash");

    public static UploadBundle of(
            WireSession session, List<AuditEvent> audit, AuditHead auditHead) {
        return of(session, audit, auditHead, List.of(), null);
    }

    /// A corrected session in place of the one the hub refused (SES-2).
    public static UploadBundle of(
            WireSession session,
            List<AuditEvent> audit,
            AuditHead auditHead,
            List<Attachment> attachments,
            @Nullable String replacesHash) {
        ObjectNode aggregate = Json.write(session);
        ObjectNode body = Json.object();
        ObjectNode head = aggregate.deepCopy();
        LISTS.forEach(list -> body.set(list, head.remove(list)));
        body.set("session", head);
        ArrayNode events = body.putArray("audit");
        audit.forEach(event -> events.add(Json.write(event)));
        body.set("auditHead", Json.write(auditHead));
        ArrayNode attached = body.putArray(ATTACHMENTS);
        attachments.forEach(attachment -> attached.add(Json.write(attachment)));
        if (replacesHash != null) {
            body.put(REPLACES, replacesHash);
        }
        String contentHash = SessionHashes.contentHash(body);
        body.put("contentHash", contentHash);
        return new UploadBundle(
                aggregate,
                List.copyOf(audit),
                auditHead,
                List.copyOf(attachments),
                replacesHash,
                contentHash,
                CanonicalJson.of(body));
    }

    /// Reads a body as received and checks that it is whole: every member there, every session field readable, and
    /// both hashes those of the content.
    ///
    /// @throws MalformedJson saying what is missing or which hash differs
    public static UploadBundle parse(byte[] utf8) throws MalformedJson {
        ObjectNode body = Json.parseObject(utf8);
        requireMembers(body);
        ObjectNode aggregate = aggregate(body);
        WireSession session = Json.read(aggregate, WireSession.class);
        String contentHash = body.path("contentHash").asText();
        if (!contentHashOf(body).equals(contentHash)) {
            throw new MalformedJson("contentHash is not the hash of the content");
        }
        if (!SessionHashes.recordHash(aggregate).equals(session.recordHash())) {
            throw new MalformedJson("session.recordHash is not the hash of the record");
        }
        return new UploadBundle(
                aggregate,
                audit(body),
                Json.read(body.path("auditHead"), AuditHead.class),
                attachments(body),
                body.path(REPLACES).isTextual() ? body.path(REPLACES).asText() : null,
                contentHash,
                CanonicalJson.of(body));
    }

    public WireSession wireSession() throws MalformedJson {
        return Json.read(session, WireSession.class);
    }

    /// Somebody else wrote the body: it may hold numbers that have no canonical form.
    private static String contentHashOf(ObjectNode body) throws MalformedJson {
        try {
            return SessionHashes.contentHash(body);
        } catch (UncheckedIOException e) {
            throw new MalformedJson("a number is too large for JSON", e);
        }
    }

    private static void requireMembers(ObjectNode body) throws MalformedJson {
        for (String member : REQUIRED) {
            if (body.path(member).isMissingNode() || body.path(member).isNull()) {
                throw new MalformedJson("member \"" + member + "\" is missing");
            }
        }
    }

    private static ObjectNode aggregate(ObjectNode body) throws MalformedJson {
        if (!(body.get("session") instanceof ObjectNode head)) {
            throw new MalformedJson("member \"session\" is not an object");
        }
        ObjectNode aggregate = head.deepCopy();
        LISTS.forEach(list -> aggregate.set(list, body.get(list)));
        return aggregate;
    }

    private static List<AuditEvent> audit(ObjectNode body) throws MalformedJson {
        List<AuditEvent> events = new ArrayList<>();
        for (JsonNode event : body.path("audit")) {
            events.add(Json.read(event, AuditEvent.class));
        }
        return List.copyOf(events);
    }

    private static List<Attachment> attachments(ObjectNode body) throws MalformedJson {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode attachment : body.path(ATTACHMENTS)) {
            attachments.add(Json.read(attachment, Attachment.class));
        }
        return List.copyOf(attachments);
    }
}

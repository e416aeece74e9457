package io.prepstation.model.record;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One link of the audit trail: its canonical text and the hashes that chain it.
///
/// @param sequence 1 for the first event of a lab file, without gaps
/// @param body canonical JSON with at least `sequence`, `at`, `kind`, `by` and the previous hash
/// @param hash SHA-256 of `body`, hexadecimal
public record AuditEvent(long sequence, String body, String previousHash, String hash) {

    /// The hash before the first event.
    public static final String GENESIS = "0".repeat(64);

    /// The event that follows `previous` in the chain.
    ///
    /// @param atEpochMillis when it happened
    /// @param kind what happened, `session_created`
    /// @param by user or station id
    /// @param details anything else that belongs to the event
    public static AuditEvent following(
            ChainHead previous, long atEpochMillis, String kind, String by, ObjectNode details) {
        long sequence = previous.sequence() + 1;
        ObjectNode body =
                Json.object()
                        .put("sequence", sequence)
                        .put("at", atEpochMillis)
                        .put("kind", kind)
                        .put("by", by)
                        .put("previousHash", previous.hash());
        body.set("details", details);
        String text = CanonicalJson.of(body);
        return new AuditEvent(sequence, text, previous.hash(), Sha256.hex(text));
    }

    public ChainHead head() {
        return new ChainHead(sequence, hash);
    }
}

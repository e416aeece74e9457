package io.prepstation.model.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.session.SessionRecord;
import java.util.List;

/// The two hashes of a finished session.
///
/// The record hash covers the session without signatures and hashes: it is what people sign and what the label
/// carries. The content hash covers the whole upload without itself: it is what the hub's receipt confirms.
public final class SessionHashes {

    private static final List<String> NOT_SIGNED =
            List.of("signatures", "recordHash", "contentHash");

    private SessionHashes() {}

    public static String recordHash(SessionRecord record) {
        return Sha256.hex(RecordText.of(WireSession.of(record, null)));
    }

    /// The record hash of a session in its wire form, whatever hashes and signatures it already carries.
    public static String recordHash(ObjectNode session) {
        return CanonicalJson.hash(session.deepCopy().remove(NOT_SIGNED));
    }

    public static String contentHash(ObjectNode bundle) {
        ObjectNode content = bundle.deepCopy();
        content.remove("contentHash");
        return CanonicalJson.hash(content);
    }
}

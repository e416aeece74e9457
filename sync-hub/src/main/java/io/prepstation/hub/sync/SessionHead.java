package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.sync.UploadBundle;
import java.util.List;

/// A session without its lists, for lists of sessions.
final class SessionHead {

    private static final List<String> LISTS =
            List.of("steps", "dispenses", "signatures", "deviations");

    private SessionHead() {}

    static ObjectNode of(UploadBundle bundle) {
        ObjectNode head = bundle.session().deepCopy();
        head.remove(LISTS);
        return head.put("contentHash", bundle.contentHash());
    }
}

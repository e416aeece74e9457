package io.prepstation.kiosk.store;

import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this station brought to a hub that was then put back from an older backup. It goes up again, word for word; what
/// the hub still has it answers as before.
public final class LostAtHub {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPush");

    /// The first receipt of a text is kept, and tells nothing of where a hub that was put back has it: the operation does, if it was
    /// acknowledged since that is written there.
    private static final String SESSIONS =
            """
            UPDATE outbox SET status = 'pending', feed_seq = NULL, next_attempt_at = ?1
            WHERE kind = 'upload' AND status = 'acknowledged' AND EXISTS (SELECT 1 FROM receipts r
                JOIN session_text t ON t.session_id = r.session_id AND t.content_hash = r.content_hash
                WHERE t.session_id = outbox.entity_id AND t.revision = outbox.revision
                    AND coalesce(outbox.feed_seq, r.feed_seq) > ?2)
            RETURNING op_seq
            """;

    private static final String CHANGES =
            """
            UPDATE outbox SET status = 'pending', feed_seq = NULL, next_attempt_at = ?1
            WHERE kind <> 'upload' AND status = 'acknowledged' AND feed_seq > ?2
            RETURNING op_seq
            """;

    /// One that changed nothing then may change something now.
    private static final String FOLLOWERS =
            """
            UPDATE outbox SET status = 'pending', next_attempt_at = ?1
            WHERE kind <> 'upload' AND status = 'acknowledged' AND feed_seq IS NULL AND frozen IS NOT NULL
                AND EXISTS (SELECT 1 FROM outbox e WHERE e.entity_type = outbox.entity_type
                    AND e.entity_id = outbox.entity_id AND e.op_seq < outbox.op_seq AND e.status = 'pending')
            RETURNING op_seq
            """;

    /// That a session runs has no place in the feed.
    private static final String RUNNING =
            """
            UPDATE outbox SET status = 'pending', next_attempt_at = ?1, attempts = 0
            WHERE kind = 'create' AND entity_type = 'sessions' AND status = 'acknowledged'
                AND entity_id IN (SELECT id FROM sessions WHERE status = 'in_progress')
            RETURNING op_seq
            """;

    private LostAtHub() {}

    /// @param after what was acknowledged with a number of the feed above it may be lost
    public static void waitAgain(WriteHandle handle, EntityTypes types, long after, Instant now) {
        int again = 0;
        for (String which : new String[] {SESSIONS, CHANGES}) {
            again +=
                    handle.sql()
                            .list(which, row -> row.getLong(1), now.toEpochMilli(), after)
                            .size();
        }
        for (String which : new String[] {FOLLOWERS, RUNNING}) {
            again += handle.sql().list(which, row -> row.getLong(1), now.toEpochMilli()).size();
        }
        for (EntityDescriptor type : types.all()) {
            handle.sql()
                    .run(
                            """
                            UPDATE %1$s SET sync_status = 'pending' WHERE sync_status = 'synced' AND id IN
                                (SELECT entity_id FROM outbox WHERE entity_type = '%1$s' AND status = 'pending')
                            """
                                    .formatted(type.word()));
        }
        LOG.warn(
                "the hub was restored from an older backup; {} sessions and changes wait again",
                again);
    }
}

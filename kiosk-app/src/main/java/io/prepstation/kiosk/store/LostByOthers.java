package io.prepstation.kiosk.store;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this station wants to say of things that another one made and that the hub lost when it was put back from a
/// backup. The hub would refuse it for good; so it waits here until the other station has brought the thing again.
public final class LostByOthers {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPush");

    private static final String REASON =
            "waits for what another station has to bring again, because the hub was restored";

    /// Neither has the hub a copy, nor does this station make it. Only types whose copies are kept whole are looked at.
    private static final String LACKING =
            """
            NOT EXISTS (SELECT 1 FROM shadow s WHERE s.entity_type = %1$s AND s.entity_id = %2$s)
                AND NOT EXISTS (SELECT 1 FROM outbox c WHERE c.entity_type = %1$s AND c.entity_id = %2$s
                    AND c.kind = 'create' AND c.status IN ('pending', 'sent', 'held'))
            """;

    private static final String TYPES =
            "('ingredients', 'lots', 'stock_moves', 'containers', 'notes')";

    private static final String SPEAKS_OF_IT =
            """
            (kind IN ('update', 'delete') AND entity_type IN %1$s AND %2$s
                OR EXISTS (SELECT 1 FROM outbox_ref r WHERE r.op_seq = outbox.op_seq
                    AND r.ref_type IN %1$s AND %3$s)
                OR kind = 'upload' AND EXISTS (SELECT 1 FROM dispenses d WHERE d.session_id = outbox.entity_id
                    AND (d.lot_id IS NOT NULL AND %4$s OR d.container_id IS NOT NULL AND %5$s)))
            """
                    .formatted(
                            TYPES,
                            LACKING.formatted("outbox.entity_type", "outbox.entity_id"),
                            LACKING.formatted("r.ref_type", "r.ref_id"),
                            LACKING.formatted("'lots'", "d.lot_id"),
                            LACKING.formatted("'containers'", "d.container_id"));

    private static final String WAIT =
            "UPDATE outbox SET status = 'blocked', last_error = ?1 WHERE status IN ('pending', 'sent', 'held')"
                    + " AND "
                    + SPEAKS_OF_IT
                    + " RETURNING op_seq";

    private static final String GO_ON =
            "UPDATE outbox SET status = 'pending', last_error = NULL, next_attempt_at = ?2"
                    + " WHERE status = 'blocked' AND last_error = ?1 AND NOT "
                    + SPEAKS_OF_IT
                    + " RETURNING op_seq";

    private LostByOthers() {}

    /// After the load of a hub that was restored.
    public static void waitFor(WriteHandle handle) {
        int waiting = 0;
        for (int more = -1; more != 0; waiting += more) {
            // What speaks of a thing whose making waits now, waits too.
            more = handle.sql().list(WAIT, row -> row.getLong(1), REASON).size();
        }
        if (waiting > 0) {
            LOG.warn("{} sessions and changes wait for other stations", waiting);
        }
    }

    /// After each news of the hub.
    public static void goOn(WriteHandle handle, Instant now) {
        for (int more = -1; more != 0; ) {
            more =
                    handle.sql()
                            .list(GO_ON, row -> row.getLong(1), REASON, now.toEpochMilli())
                            .size();
        }
    }
}

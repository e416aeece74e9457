package io.prepstation.kiosk.store;

import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.sync.Pull;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this station wants to say of things that another one made and that the hub lost when it was put back from a
/// backup. The hub would refuse it for good; so it waits here until the hub has the thing again, perhaps under another
/// number ([CameAgain]).
///
/// Which things these are is known by the load that follows: what the station had a copy of and the load does not name.
/// What this station makes itself is not among them, it goes up again by itself ([LostAtHub]). A thing whose making waits
/// is lacking there as well.
public final class LostByOthers {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPush");

    /// Begins otherwise than what waits for a person, which goes on when that has been resolved.
    private static final String REASON =
            "another station has to bring again what this speaks of, because the hub was restored";

    private static final String FORGET =
            """
            DELETE FROM lost_by_others AS lost WHERE EXISTS (SELECT 1 FROM shadow s
                    WHERE s.entity_type = lost.entity_type AND s.entity_id = lost.entity_id)
                OR EXISTS (SELECT 1 FROM outbox c WHERE c.entity_type = lost.entity_type
                    AND c.entity_id = lost.entity_id AND c.kind = 'create' AND c.status IN ('pending', 'sent', 'held'))
            """;

    /// A dispense keeps the temporary ids of its lot and container.
    private static final String SPEAKS_OF_IT =
            """
            (EXISTS (SELECT 1 FROM lost_by_others l WHERE outbox.kind IN ('update', 'delete')
                    AND l.entity_type = outbox.entity_type AND l.entity_id = outbox.entity_id)
                OR EXISTS (SELECT 1 FROM outbox_ref r JOIN lost_by_others l ON l.entity_type = r.ref_type
                    AND l.entity_id = r.ref_id WHERE r.op_seq = outbox.op_seq)
                OR EXISTS (SELECT 1 FROM dispenses d LEFT JOIN id_mapping m ON m.temp_id = d.lot_id AND m.entity_type = 'lots'
                    JOIN lost_by_others l ON l.entity_type = 'lots' AND l.entity_id = coalesce(m.real_id, d.lot_id)
                    WHERE outbox.kind = 'upload' AND d.session_id = outbox.entity_id)
                OR EXISTS (SELECT 1 FROM dispenses d
                    LEFT JOIN id_mapping m ON m.temp_id = d.container_id AND m.entity_type = 'containers'
                    JOIN lost_by_others l ON l.entity_type = 'containers' AND l.entity_id = coalesce(m.real_id, d.container_id)
                    WHERE outbox.kind = 'upload' AND d.session_id = outbox.entity_id))
            """;

    private static final String WAIT =
            "UPDATE outbox SET status = 'blocked', last_error = ? WHERE status IN ('pending', 'sent', 'held') AND "
                    + SPEAKS_OF_IT
                    + " RETURNING kind = 'create', entity_type, entity_id";

    private static final String GO_ON =
            "UPDATE outbox SET status = 'pending', last_error = NULL, next_attempt_at = ?"
                    + " WHERE status = 'blocked' AND last_error = ? AND NOT "
                    + SPEAKS_OF_IT
                    + " RETURNING op_seq";

    private record Waiting(boolean created, String type, String id) {}

    private LostByOthers() {}

    /// Before the load of a hub that was restored: until that has named them again, all copies count as lost. Only of what is
    /// followed are all copies here.
    public static void expect(WriteHandle handle, EntityTypes types) {
        types.all().stream()
                .filter(EntityDescriptor::isFollowed)
                .forEach(type ->
                        handle.sql()
                                .run(
                                        """
                                        INSERT OR IGNORE INTO lost_by_others (entity_type, entity_id, temp_id, natural_key)
                                        SELECT entity_type, entity_id, data ->> 'tempId', %s FROM shadow
                                        WHERE data IS NOT NULL AND entity_type = ?
                                        """
                                                .formatted(CameAgain.naturalKey(type)),
                                        type.word()));
    }

    /// After a load: what the hub has again is spoken of again, and what it has lost is not.
    public static void settle(WriteHandle handle, EntityTypes types, Instant now) {
        RenewedCreations.restore(handle, types);
        if (!isNothingLost(handle)) {
            new CameAgain(handle, types, now).loaded(() -> handle.sql().run(FORGET));
            settle(handle, now);
        }
    }

    /// After a page of the feed.
    static void settle(
            WriteHandle handle, EntityTypes types, List<Pull.Change> changes, Instant now) {
        if (!isNothingLost(handle)) {
            new CameAgain(handle, types, now).told(changes);
            settle(handle, now);
        }
    }

    private static void settle(WriteHandle handle, Instant now) {
        boolean more = true;
        while (more) {
            handle.sql().run(FORGET);
            more =
                    !handle.sql()
                            .list(GO_ON, row -> row.getLong(1), now.toEpochMilli(), REASON)
                            .isEmpty();
        }
        hold(handle);
    }

    /// After anything was queued or released.
    static void hold(WriteHandle handle) {
        if (isNothingLost(handle)) {
            return;
        }
        List<Waiting> waiting = waiting(handle);
        while (!waiting.isEmpty()) {
            LOG.warn("{} sessions and changes wait for other stations", waiting.size());
            waiting.stream()
                    .filter(Waiting::created)
                    .forEach(one ->
                            handle.sql()
                                    .run(
                                            "INSERT OR IGNORE INTO lost_by_others (entity_type, entity_id) VALUES (?, ?)",
                                            one.type(),
                                            one.id()));
            waiting = waiting(handle);
        }
    }

    private static List<Waiting> waiting(WriteHandle handle) {
        return handle.sql()
                .list(
                        WAIT,
                        row -> new Waiting(row.getBoolean(1), row.getString(2), row.getString(3)),
                        REASON);
    }

    private static boolean isNothingLost(ReadHandle handle) {
        return handle.sql()
                .first("SELECT 1 FROM lost_by_others LIMIT 1", row -> row.getInt(1))
                .isEmpty();
    }
}

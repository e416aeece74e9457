package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.Orphans.Ref;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Changes of which each names what another of them makes, so that none can go first (SYN-6). They wait for a person, and are
/// tried again when one of them was changed or taken out.
final class Circles {

    private static final String REASON = "waits in a circle with ";

    private Circles() {}

    /// One of them, as it is in the outbox.
    private record Member(long opSeq, Ref thing, boolean everSent) {

        String name() {
            return thing.type() + " " + thing.id();
        }
    }

    /// What was sent once may be at the hub, and goes again all the same.
    ///
    /// @param operations ids of a ring
    static void stop(WriteHandle handle, List<String> operations) {
        List<Member> ring =
                handle.sql()
                        .list(
                                "SELECT op_seq, entity_type, entity_id, ever_sent FROM outbox"
                                        + " WHERE operation_id IN (SELECT value FROM json_each(?)) ORDER BY op_seq",
                                row ->
                                        new Member(
                                                row.getLong(1),
                                                new Ref(row.getString(2), row.getString(3)),
                                                row.getBoolean(4)),
                                JsonRows.of(operations));
        List<Member> unsent = ring.stream().filter(member -> !member.everSent()).toList();
        for (Member member : unsent) {
            handle.sql()
                    .run(
                            "UPDATE outbox SET status = 'blocked', last_error = ? WHERE op_seq = ?",
                            REASON
                                    + others(ring, member)
                                    + "; change what one of them refers to, or take it out of the queue",
                            member.opSeq());
        }
        for (Member member : unsent) {
            PushResults.block(
                    handle,
                    member.thing().type(),
                    member.thing().id(),
                    "waits for " + member.name() + ", which waits in a circle");
        }
    }

    private static String others(List<Member> ring, Member one) {
        Set<String> names =
                ring.stream().map(Member::name).collect(Collectors.toCollection(TreeSet::new));
        names.remove(one.name());
        return String.join(", ", names);
    }

    /// Has them all looked at anew: what still goes round in a circle is found with the next batch.
    static void open(WriteHandle handle, Instant now) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'pending', last_error = NULL, next_attempt_at = ?"
                                + " WHERE status = 'blocked' AND last_error LIKE ?",
                        now.toEpochMilli(),
                        REASON + "%");
    }
}

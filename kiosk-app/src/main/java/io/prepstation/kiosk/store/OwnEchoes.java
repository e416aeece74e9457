package io.prepstation.kiosk.store;

import io.prepstation.model.sync.Pull;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What this station sent and finds in a page of the feed again, as it is here: most of a page after a queue was drained.
///
/// @param waiting operations that the page names and that are here and not acknowledged
/// @param acknowledged those that are
record OwnEchoes(Set<String> waiting, Set<String> acknowledged) {

    static OwnEchoes in(ReadHandle handle, List<Pull.Change> page) {
        OwnEchoes found = new OwnEchoes(new HashSet<>(), new HashSet<>());
        handle.sql()
                .each(
                        "SELECT operation_id, status = 'acknowledged' FROM outbox"
                                + " WHERE operation_id IN (SELECT value FROM json_each(?))",
                        row ->
                                (row.getBoolean(2) ? found.acknowledged : found.waiting)
                                        .add(row.getString(1)),
                        JsonRows.of(
                                page.stream()
                                        .map(Pull.Change::originOperation)
                                        .filter(Objects::nonNull)
                                        .toList()));
        return found;
    }

    /// Where a row says already what the hub tells, only its times and the hub's copy of it move.
    ///
    /// @return the changes that are taken in by this
    Set<Long> confirm(WriteHandle handle, Collection<EntityTable> tables, List<Pull.Change> page) {
        Set<Long> confirmed = new HashSet<>();
        Map<String, Integer> times = times(page);
        for (EntityTable table : tables) {
            List<Pull.Change> echoes =
                    page.stream()
                            .filter(change -> change.entityType().equals(table.type().word()))
                            .filter(change -> isEcho(change) && times.get(thing(change)) == 1)
                            .toList();
            if (!echoes.isEmpty()) {
                confirmed.addAll(taken(handle, table, echoes));
            }
        }
        return confirmed;
    }

    private boolean isEcho(Pull.Change change) {
        return change.originOperation() != null
                && acknowledged.contains(change.originOperation())
                && !change.operation().equals("delete");
    }

    private static Map<String, Integer> times(List<Pull.Change> page) {
        Map<String, Integer> times = new HashMap<>();
        page.forEach(change -> times.merge(thing(change), 1, Integer::sum));
        return times;
    }

    private static String thing(Pull.Change change) {
        return change.entityType() + "/" + change.id();
    }

    private static Set<Long> taken(
            WriteHandle handle, EntityTable table, List<Pull.Change> echoes) {
        List<StoredEntity> told = new ArrayList<>();
        echoes.forEach(
                change -> told.add(FeedRows.row(handle, table, shadow(change), change.data())));
        Set<String> ids = confirmed(handle, table, told);
        List<Pull.Change> same =
                echoes.stream().filter(change -> ids.contains(change.id())).toList();
        Shadows.putAll(handle, same.stream().map(OwnEchoes::shadow).toList());
        Set<Long> numbers = new HashSet<>();
        same.forEach(change -> numbers.add(change.feedSeq()));
        return numbers;
    }

    /// None, if one of them does not fit: each by itself tells which.
    private static Set<String> confirmed(
            WriteHandle handle, EntityTable table, Collection<StoredEntity> told) {
        try {
            return table.confirm(handle, told);
        } catch (SqlFailure e) {
            if (!FeedPages.isConstraint(e)) {
                throw e;
            }
            return Set.of();
        }
    }

    private static Shadows.Shadow shadow(Pull.Change change) {
        return new Shadows.Shadow(
                change.entityType(),
                change.id(),
                change.version(),
                change.hash(),
                change.data(),
                change.feedSeq());
    }
}

package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.Shadows.Shadow;
import io.prepstation.model.sync.Pull;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this station sent and finds in a page of the feed again, as it is here: most of a page after a queue was drained.
///
/// @param waiting operations that the page names and that are here and not acknowledged
/// @param acknowledged those that are
record OwnEchoes(Set<String> waiting, Set<String> acknowledged) {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPull");

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
    /// @return the things whose changes are taken in by this, as [#thing] names them
    Set<String> confirm(
            WriteHandle handle, Collection<EntityTable> tables, List<Pull.Change> page) {
        Set<String> confirmed = new HashSet<>();
        Set<String> repeated = repeated(page);
        for (EntityTable table : tables) {
            List<Pull.Change> echoes =
                    page.stream()
                            .filter(change -> change.entityType().equals(table.type().word()))
                            .filter(change -> isEcho(change) && !repeated.contains(thing(change)))
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

    private static Set<String> repeated(List<Pull.Change> page) {
        Set<String> seen = new HashSet<>();
        return page.stream()
                .map(OwnEchoes::thing)
                .filter(thing -> !seen.add(thing))
                .collect(Collectors.toSet());
    }

    /// As names go within a page.
    static String thing(Pull.Change change) {
        return change.entityType() + "/" + change.id();
    }

    private static Set<String> taken(
            WriteHandle handle, EntityTable table, List<Pull.Change> echoes) {
        String type = table.type().word();
        List<Shadow> told =
                Shadows.newest(handle, type, echoes.stream().map(OwnEchoes::shadow).toList());
        Set<String> ids = confirmed(handle, table, told);
        Shadows.putAll(
                handle, told.stream().filter(shadow -> ids.contains(shadow.entityId())).toList());
        return ids.stream().map(id -> type + "/" + id).collect(Collectors.toSet());
    }

    /// None, if one of them does not fit: each by itself tells which.
    private static Set<String> confirmed(WriteHandle handle, EntityTable table, List<Shadow> told) {
        try {
            return table.confirm(
                    handle,
                    told.stream().map(shadow -> FeedRows.row(handle, table, shadow)).toList());
        } catch (SqlFailure e) {
            if (!e.isConstraint()) {
                throw e;
            }
            return Set.of();
        } catch (RuntimeException e) {
            LOG.debug("{} are taken one by one", table.type().word(), e);
            return Set.of();
        }
    }

    private static Shadow shadow(Pull.Change change) {
        return new Shadow(
                change.entityType(),
                change.id(),
                change.version(),
                change.hash(),
                change.data(),
                change.feedSeq());
    }
}

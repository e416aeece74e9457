package io.prepstation.kiosk.sync;

import io.prepstation.hub.feed.Cursor;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.NightFile;
import io.prepstation.kiosk.store.StoreException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a station do what it would do without one of its protections.
final class NightSabotage {

    private final LabDatabase database;
    private final @Nullable NightRule without;
    private NightFile.@Nullable Marks kept;
    private List<String> revived = List.of();

    /// Once: who goes back each time never comes to an end.
    private boolean wentBack;

    NightSabotage(LabDatabase database, @Nullable NightRule without) {
        this.database = database;
        this.without = without;
    }

    private boolean takesAway(NightRule rule) {
        return without == rule;
    }

    void before(SyncEffect.Task task, boolean dies) throws StoreException {
        switch (task) {
            case SyncEffect.Push _ -> beforePush();
            case SyncEffect.KeepPage(var page) -> beforePage(page, dies);
            case SyncEffect.Download _
                    when takesAway(NightRule.WHAT_COMES_AGAIN_IS_KNOWN) && !dies ->
                    run(
                            "CREATE TRIGGER forgetful AFTER INSERT ON lost_by_others BEGIN UPDATE lost_by_others"
                                    + " SET temp_id = NULL, natural_key = NULL; END");
            case SyncEffect.KeepPush _ when takesAway(NightRule.WHAT_WAITED_GOES) ->
                    run(
                            "CREATE TRIGGER IF NOT EXISTS stubborn AFTER UPDATE OF status ON outbox WHEN old.status = 'blocked'"
                                    + " AND old.last_error LIKE 'waits for%' AND new.status = 'pending' BEGIN UPDATE outbox"
                                    + " SET status = 'blocked', last_error = old.last_error WHERE op_seq = old.op_seq; END");
            case SyncEffect.ReadQueue _,
                    SyncEffect.Upload _,
                    SyncEffect.Store _,
                    SyncEffect.Download _,
                    SyncEffect.Probe _,
                    SyncEffect.KeepPush _,
                    SyncEffect.Pull _ -> {
                // Nothing is taken away here.
            }
        }
    }

    private void beforePush() throws StoreException {
        if (takesAway(NightRule.AN_OPERATION_KEEPS_ITS_ID)) {
            run(
                    "UPDATE outbox SET frozen = NULL, operation_id = operation_id || 'x'"
                            + " WHERE status IN ('sent', 'pending') AND ever_sent = 1");
        }
        if (takesAway(NightRule.WHAT_IS_GONE_IS_NOT_NAMED)) {
            revived = NightFile.revive(database);
        }
    }

    private void beforePage(FeedPage page, boolean dies) throws StoreException {
        if (takesAway(NightRule.CURSOR_WITH_ITS_PAGE) && dies) {
            run(
                    "UPDATE sync_state SET value = '%s' WHERE key = 'cursor'"
                            .formatted(page.page().nextCursor()));
        }
        if (takesAway(NightRule.EDITED_ROWS_ARE_KEPT)) {
            kept = NightFile.forgetEdits(database);
        }
    }

    void after(SyncEffect.Task task) throws StoreException {
        switch (task) {
            case SyncEffect.Push _ -> {
                NightFile.deleteAgain(database, revived);
                revived = List.of();
                if (takesAway(NightRule.ENDED_BY_AN_ANSWER)) {
                    run("UPDATE outbox SET status = 'acknowledged' WHERE status = 'sent'");
                }
            }
            case SyncEffect.KeepPage(var page) -> afterPage(page);
            case SyncEffect.KeepPush(PushOutcome.Held _, _)
                    when takesAway(NightRule.HELD_NOT_DELETED) ->
                    run("DELETE FROM outbox WHERE status = 'held'");
            case SyncEffect.KeepPush(PushOutcome.Postponed(var ids, _, _), _)
                    when takesAway(NightRule.NETWORK_IS_NOT_TO_BLAME) ->
                    blame(ids);
            case SyncEffect.Download _ when takesAway(NightRule.WHAT_COMES_AGAIN_IS_KNOWN) ->
                    run("DROP TRIGGER forgetful");
            case SyncEffect.KeepPush _ when takesAway(NightRule.WHAT_WAITED_GOES) ->
                    run("DROP TRIGGER IF EXISTS stubborn");
            case SyncEffect.Download _ when takesAway(NightRule.LOADS_KEEP_WHAT_WAITS) ->
                    run("DELETE FROM outbox WHERE status IN ('pending', 'sent', 'held')");
            case SyncEffect.ReadQueue _,
                    SyncEffect.Upload _,
                    SyncEffect.Store _,
                    SyncEffect.Download _,
                    SyncEffect.Probe _,
                    SyncEffect.KeepPush _,
                    SyncEffect.Pull _ -> {
                // Nothing is taken away here.
            }
        }
    }

    private void afterPage(FeedPage page) throws StoreException {
        if (takesAway(NightRule.THE_CURSOR_GOES_FORWARDS) && !wentBack) {
            wentBack = true;
            Optional<Cursor> before =
                    Cursor.parse(page.from())
                            .map(from -> new Cursor(from.epoch(), from.feedSeq() - 1));
            if (before.isPresent()) {
                run(
                        "UPDATE sync_state SET value = '%s' WHERE key = 'cursor'"
                                .formatted(before.get()));
            }
        }
        if (takesAway(NightRule.WHAT_WAITS_LEAVES_FOR_A_REASON)) {
            run(
                    "DELETE FROM outbox WHERE kind = 'update' AND ever_sent = 0 AND status = 'pending'");
        }
        NightFile.Marks marks = kept;
        if (marks != null) {
            NightFile.remember(database, marks);
            kept = null;
        }
        if (takesAway(NightRule.SHADOWS_ARE_KEPT)) {
            run(
                    "DELETE FROM shadow WHERE EXISTS (SELECT 1 FROM outbox o WHERE o.entity_id ="
                            + " shadow.entity_id AND o.status IN ('pending', 'sent', 'held'))");
        }
    }

    private void blame(List<String> ids) throws StoreException {
        for (String id : ids) {
            run(
                    "UPDATE outbox SET attempts = attempts + 1, status = CASE WHEN attempts > 6"
                            + " THEN 'blocked' ELSE status END WHERE operation_id = '%s'"
                                    .formatted(id)
                            + " AND status = 'pending'");
        }
    }

    /// A program that commits the row and its operation one after the other, and dies in between.
    void afterCreation(boolean dies) throws StoreException {
        if (takesAway(NightRule.ROW_WITH_ITS_OPERATION) && dies) {
            run(
                    "DELETE FROM outbox WHERE op_seq = (SELECT max(op_seq) FROM outbox) AND ever_sent = 0");
        }
    }

    /// What another program does to the file when all is done.
    void atLast() throws StoreException {
        if (takesAway(NightRule.A_STATIONS_TRAIL_IS_CHAINED)) {
            run(
                    "INSERT INTO audit_event (sequence, body, previous_hash, hash)"
                            + " SELECT max(sequence) + 1, body, previous_hash, hash FROM audit_event");
        }
        if (takesAway(NightRule.RECEIPTS_ARE_SIGNED)) {
            NightFile.tamper(
                    database, "UPDATE receipts SET signature = replace(signature, 'A', 'B')");
        }
    }

    private void run(String sql) throws StoreException {
        NightFile.run(database, sql);
    }
}

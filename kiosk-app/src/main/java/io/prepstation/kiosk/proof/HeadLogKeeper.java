package io.prepstation.kiosk.proof;

import io.prepstation.kiosk.preparation.KeptCopy;
import io.prepstation.kiosk.store.AuditHeads;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LiveQuery;
import io.prepstation.kiosk.store.LiveValue;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.Table;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.sync.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies every signed head and every receipt into the head log soon after it was committed, and at the start what was
/// missed. Works on a thread of its own; if the log cannot be written, the station goes on and tries again with the next.
public final class HeadLogKeeper implements AutoCloseable {

    private static final int PAGE = 500;
    private static final Logger LOG = LoggerFactory.getLogger("HeadLog");

    /// What the log lacks.
    private record Missing(List<AuditHead> heads, SortedMap<Long, Receipt> receipts) {

        boolean isEmpty() {
            return heads.isEmpty() && receipts.isEmpty();
        }
    }

    private final LabDatabase database;
    private final HeadLog log;
    private @Nullable LiveQuery query;

    // What follows belongs to the query's thread.
    private long lastHead = -1;
    private long lastReceipt;

    private HeadLogKeeper(LabDatabase database, HeadLog log) {
        this.database = database;
        this.log = log;
    }

    public static HeadLogKeeper start(LabDatabase database, HeadLog log) {
        HeadLogKeeper keeper = new HeadLogKeeper(database, log);
        keeper.query =
                database.follow(
                        Set.of(Table.AUDIT_HEAD, Table.RECEIPTS),
                        AuditTrail::head,
                        value -> {
                            if (value instanceof LiveValue.Loaded<?>) {
                                keeper.catchUp();
                            }
                        });
        return keeper;
    }

    /// Copies what is missing, on the caller's thread; for programs that end at once.
    public static void catchUp(LabDatabase database, HeadLog log) {
        new HeadLogKeeper(database, log).catchUp();
    }

    @Override
    public void close() {
        LiveQuery running = query;
        if (running != null) {
            running.close();
        }
    }

    private void catchUp() {
        try {
            if (lastHead < 0) {
                findPlace();
            }
            for (Missing missing = missing(); !missing.isEmpty(); missing = missing()) {
                log.append(missing.heads(), List.copyOf(missing.receipts().values()));
                lastHead =
                        missing.heads().isEmpty() ? lastHead : missing.heads().getLast().sequence();
                lastReceipt =
                        missing.receipts().isEmpty() ? lastReceipt : missing.receipts().lastKey();
            }
        } catch (StoreException e) {
            LOG.warn("signed heads are not copied: {}", e.getMessage());
        }
    }

    private Missing missing() throws StoreException {
        return database.read(handle ->
                new Missing(
                        AuditHeads.after(handle, lastHead, PAGE),
                        Outbox.receiptsAfter(handle, lastReceipt, PAGE)));
    }

    /// The newest head and receipt of the log that the file holds too. What the log holds and the file does not, stays in
    /// the log: it is what shows that the file was put back.
    private void findPlace() throws StoreException {
        lastReceipt = 0;
        long found =
                database.read(handle -> {
                    long[] newest = {0};
                    var _ =
                            log.firstPresent(copy -> {
                                newest[0] = Math.max(newest[0], headIn(handle, copy));
                                lastReceipt = Math.max(lastReceipt, receiptIn(handle, copy));
                                return Optional.empty();
                            });
                    return newest[0];
                });
        lastHead = found;
    }

    private static long headIn(ReadHandle handle, KeptCopy copy) {
        return copy instanceof KeptCopy.Head(var head, _)
                        && AuditHeads.find(handle, head.sequence()).filter(head::equals).isPresent()
                ? head.sequence()
                : 0;
    }

    private static long receiptIn(ReadHandle handle, KeptCopy copy) {
        return copy instanceof KeptCopy.Received(var receipt, _)
                ? Outbox.rowOf(handle, receipt).orElse(0)
                : 0;
    }
}

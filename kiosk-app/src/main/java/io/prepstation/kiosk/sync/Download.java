package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LostAtHub;
import io.prepstation.kiosk.store.LostByOthers;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.MasterDownload;
import io.prepstation.kiosk.store.Orphans;
import io.prepstation.kiosk.store.Reload;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.SyncState;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.sync.Pull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The master data of a lab as the hub sent them, whole.
///
/// @param edited what may be changed at a bench too, such as lots
/// @param entities how many things it brought
/// @param nextCursor the place in the hub's feed it is as of
public record Download(
        MasterDownload data, List<Pull.Change> edited, int entities, String nextCursor) {

    public Download {
        edited = List.copyOf(edited);
    }

    private static final Logger LOG = LoggerFactory.getLogger("SyncPull");

    void replaceIn(LabDatabase database) throws StoreException {
        replaceIn(database, null, Instant.EPOCH);
    }

    /// Replaces what the lab's file holds, data and cursor in one transaction.
    ///
    /// @param lostAfter what the hub acknowledged with a higher number waits again; null if the hub lost nothing
    void replaceIn(LabDatabase database, @Nullable Long lostAfter, Instant now)
            throws StoreException {
        database.write(handle -> {
            if (lostAfter != null) {
                LostAtHub.waitAgain(handle, EntityTypes.STANDARD, lostAfter, now);
                LostByOthers.expect(handle);
            }
            MasterData.replaceAll(handle, data);
            Reload.replaceAll(handle, EntityTypes.STANDARD, edited);
            LostByOthers.settle(handle, now);
            Orphans.release(handle, EntityTypes.STANDARD, now);
            SyncState.put(handle, FeedPages.CURSOR, nextCursor);
            return nextCursor;
        });
        LOG.info(
                "downloaded lab {}: {} entries, {} formulas, {} users",
                database.lab().labId(),
                entities,
                data.formulas().size(),
                data.users().size());
    }
}

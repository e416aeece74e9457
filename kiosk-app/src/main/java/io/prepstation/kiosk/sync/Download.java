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
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The master data of a lab as the hub sent them, whole. What may be changed at a bench too, such as lots, can be very much
/// and stays packed until it is written.
public final class Download {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPull");

    private final MasterDownload data;
    private final PackedLines edited;
    private final int entities;
    private final String nextCursor;

    /// @param edited lines that [DownloadLines#edited] reads
    Download(MasterDownload data, PackedLines edited, int entities, String nextCursor) {
        this.data = data;
        this.edited = edited;
        this.entities = entities;
        this.nextCursor = nextCursor;
    }

    /// All of it but what is packed.
    MasterDownload data() {
        return data;
    }

    /// The place in the hub's feed it is as of.
    String nextCursor() {
        return nextCursor;
    }

    /// How many things it brought.
    int entities() {
        return entities;
    }

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
                LostByOthers.expect(handle, EntityTypes.STANDARD);
            }
            MasterData.replaceAll(handle, data);
            Reload.replaceAll(
                    handle,
                    EntityTypes.STANDARD,
                    into -> edited.forEach(line -> into.accept(DownloadLines.edited(line))));
            LostByOthers.settle(handle, EntityTypes.STANDARD, now);
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

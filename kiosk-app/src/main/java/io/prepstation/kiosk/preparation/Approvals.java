package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Signature;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.sync.SessionHashes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Whether a person may stand for something, and the signature that says so.
final class Approvals {

    private Approvals() {}

    /// The store's own people decide, not what the bench believed.
    static boolean stands(ReadHandle handle, Approval approval, Permission permission) {
        return approval.valid(permission)
                && MasterData.user(handle, approval.by().id())
                        .filter(user -> user.may(permission))
                        .isPresent();
    }

    /// @param weighed the record as it is with what is stood for
    static Signature signature(
            SessionRecord weighed, Approval approval, Meaning meaning, Instant now) {
        User by = approval.by();
        return new Signature(
                by.id(),
                by.name(),
                meaning,
                now,
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        now.atZone(ZoneId.of(weighed.context().timeZone()))),
                SessionHashes.recordHash(weighed),
                approval.authentication());
    }
}

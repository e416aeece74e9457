package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionRecord;
import java.util.Optional;
import java.util.function.Supplier;

/// Who may weigh in a session: whoever began it and may prepare, or somebody who may take it over (STO-8).
final class Performers {

    private Performers() {}

    /// Somebody whom the hub has just recognised and whom the feed has not brought yet is not held up.
    ///
    /// @param by user id
    static Outcome<SessionRecord> ifAllowed(
            ReadHandle handle,
            SessionRecord record,
            String by,
            Supplier<Outcome<SessionRecord>> weighing) {
        boolean own = by.equals(record.session().operator());
        Permission needed = own ? Permission.PREPARE : Permission.TAKE_OVER;
        Optional<User> person = MasterData.user(handle, by);
        return person.isEmpty() || person.get().may(needed)
                ? weighing.get()
                : new Outcome.Refused<>(
                        new Refusal.PersonNotAllowed(
                                person.get().name(),
                                own ? "prepare formulas" : "go on with what somebody else began"));
    }
}

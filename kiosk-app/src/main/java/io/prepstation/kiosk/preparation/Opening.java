package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.session.SessionRecord;

/// What came of opening a session by its id, as from a label or after a restart.
public sealed interface Opening {

    record Opened(SessionRecord record) implements Opening {}

    /// Looked for as often as configured; the screen offers the list.
    record NotFound(String id) implements Opening {}

    record Unreadable(StoreException failure) implements Opening {}
}

package io.prepstation.kiosk.ui.desk;

import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.sync.Receipt;
import org.jspecify.annotations.Nullable;

/// A session whole, with the hub's word for it.
///
/// @param receipt null until the hub has acknowledged the session
public record SessionDetail(SessionRecord record, @Nullable Receipt receipt) {}

package io.prepstation.kiosk.ui.desk;

import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.sync.Receipt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A session whole, with the hub's word for it.
///
/// @param traces how each weight came to be, by dispense; of old and of typed ones there is none
/// @param photos in the order they were taken
/// @param receipt null until the hub has acknowledged the session
/// @param refusal what the hub said last against it; null if it never refused it
public record SessionDetail(
        SessionRecord record,
        Map<String, PourTrace> traces,
        List<SessionPhoto> photos,
        @Nullable Receipt receipt,
        @Nullable String refusal) {

    public SessionDetail {
        traces = Map.copyOf(traces);
        photos = List.copyOf(photos);
    }
}

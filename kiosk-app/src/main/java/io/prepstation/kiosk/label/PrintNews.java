package io.prepstation.kiosk.label;

import io.prepstation.device.Trouble;
import io.prepstation.kiosk.store.PrintJob.Status;
import java.util.List;

/// What became of a label.
///
/// @param troubles why it is not printed; else empty
public record PrintNews(String sessionId, int copy, Status status, List<Trouble> troubles) {

    public PrintNews {
        troubles = List.copyOf(troubles);
    }
}

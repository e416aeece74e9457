package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.LabKey;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Receipt;
import java.time.Duration;

/// What the engine asks of a hub; each call waits for its answer. Over the network it is a [HubClient]; in the simulation
/// it is the hub's own code in the same program, behind a network of chance.
public interface HubPort {

    /// @param bundle the frozen canonical text of a finished session
    HubAnswer<Receipt> upload(String bundle);

    /// @param request JSON, see [Push.Request]
    HubAnswer<Push.Answer> push(String request);

    /// The page of the feed after a place.
    HubAnswer<Pull.Page> pull(String cursor);

    /// The lab, whole or not at all.
    HubAnswer<Download> download(LabKey lab);

    /// How long the hub takes to say that it is there.
    HubAnswer<Duration> probe();
}

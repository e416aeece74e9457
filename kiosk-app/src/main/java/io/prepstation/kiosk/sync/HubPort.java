package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.sync.AttachmentUpload.Request;
import io.prepstation.model.sync.AttachmentUpload.State;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Receipt;
import java.time.Duration;

/// What the engine asks of a hub; each call waits for its answer. Over the network it is a [HubClient]; in the simulation
/// it is the hub's own code in the same program, behind a network of chance.
public interface HubPort {

    /// @param bundle the frozen canonical text of a finished session
    /// @param stood the cursor this station stands at; empty if it never loaded its lab. A hub that was restored since
    ///     takes nothing and answers [HubFailure.Gone]
    HubAnswer<Receipt> upload(String bundle, String stood);

    /// Says which bytes are to come, and hears how many of them are there.
    HubAnswer<State> announce(Request attachment);

    /// Sends a piece of an announced attachment.
    ///
    /// @param offset how many bytes lie before it
    HubAnswer<State> piece(String sha256, long offset, byte[] bytes);

    /// @param request JSON, see [Push.Request]
    /// @param stood as of an upload
    HubAnswer<Push.Answer> push(String request, String stood);

    /// The page of the feed after a place.
    HubAnswer<Pull.Page> pull(String cursor);

    /// The lab, whole or not at all.
    ///
    /// @param half what came of it before a cut, and what comes now
    HubAnswer<Download> download(LabKey lab, HalfLoad half) throws StoreException;

    /// How long the hub takes to say that it is there.
    HubAnswer<Duration> probe();
}

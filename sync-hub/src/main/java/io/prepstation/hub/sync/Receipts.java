package io.prepstation.hub.sync;

import io.prepstation.hub.feed.FeedPlace;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.PrivateKeyFile;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.sync.Enrolment;
import io.prepstation.model.sync.Receipt;
import java.nio.file.Path;
import java.security.PrivateKey;

/// Signs the hub's word: that it holds a session, and to a station that enrols, that it is this hub.
public final class Receipts {

    private static final String PROBE = "does the key in the file belong to the key in the store?";

    private final PrivateKey key;
    private final HubIdentity identity;

    private Receipts(PrivateKey key, HubIdentity identity) {
        this.key = key;
        this.identity = identity;
    }

    /// @throws StoreException if the key in the file is not the one stations were told to trust
    public static Receipts open(Path keyFile, HubIdentity identity) throws StoreException {
        PrivateKey key = PrivateKeyFile.read(keyFile, "Ed25519");
        if (!SigningKey.verifies(identity.publicKey(), PROBE, SigningKey.sign(key, PROBE))) {
            throw new StoreException(
                    "the key in "
                            + keyFile
                            + " is not the one this hub gave to its stations ("
                            + identity.keyId()
                            + "); put the original key file back");
        }
        return new Receipts(key, identity);
    }

    /// Proves to a station that asked for it that this is the hub whose key the answer names.
    public Enrolment.Answer prove(Enrolment.Request request, Enrolment.Answer answer) {
        return request.nonce() == null ? answer : answer.provenBy(key, request);
    }

    public Receipt sign(String sessionId, String contentHash, FeedPlace place) {
        return Receipt.signed(
                key,
                identity.keyId(),
                sessionId,
                contentHash,
                place.feedSeq(),
                place.committedAt());
    }
}

package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.HashSums;
import java.util.Set;

/// What a hub says of what it holds of the station's lab.
///
/// Both answer [HubFailure.Conflicting] to a station that has something to pull yet, and [HubFailure.Gone] to one that
/// stands in another feed.
public interface SumsPort {

    /// @param stood the cursor this station stands at
    HubAnswer<HashSums.Answer> sums(String stood);

    /// The single things in some buckets of a type.
    HubAnswer<HashSums.Entries> entries(String stood, EntityType type, Set<Integer> buckets);
}

package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.Conflicts;

/// Where conflicts are decided.
@FunctionalInterface
public interface DecisionPort {

    /// A choice made on an older version than the hub's is [HubFailure.Conflicting]; a conflict the hub does not know is
    /// [HubFailure.NotFound]. The answer to one that was decided before says how.
    ///
    /// @param stood the cursor this station stands at
    HubAnswer<Conflicts.Answer> resolve(Conflicts.Request choice, String stood);
}

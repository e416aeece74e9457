package io.prepstation.hub.edit;

import io.prepstation.hub.feed.PullResult;
import io.prepstation.model.sync.Conflicts;
import org.jspecify.annotations.Nullable;

/// What became of a resolution.
public sealed interface ResolveResult {

    record Resolved(Conflicts.Answer answer) implements ResolveResult {}

    /// There is no such conflict in the lab.
    record Unknown() implements ResolveResult {}

    /// Somebody was faster: the entity changed again, and the conflict shows what is now; or there is nothing to undo.
    record Overtaken(String code, String reason) implements ResolveResult {}

    /// It cannot be done so.
    record Refused(String code, @Nullable String field, String reason) implements ResolveResult {}

    /// The hub was put back from a backup since the station last heard of it; nothing was done.
    record OtherFeed(PullResult.Gone gone) implements ResolveResult {}

    /// Not by this person.
    record Denied(String reason) implements ResolveResult {}
}

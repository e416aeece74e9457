package io.prepstation.hub.edit;

import io.prepstation.hub.feed.PullResult;
import io.prepstation.model.sync.Push;

/// What became of a push as a whole.
public sealed interface PushResult {

    /// Every operation was looked at.
    record Done(Push.Answer answer) implements PushResult {}

    /// The station's store is not the one the hub knows; nothing was done.
    record OtherStore(String code, String field, String reason) implements PushResult {}

    /// Written by a program that is too new or too old for this hub; nothing was done.
    record OtherSchema(String code, String reason) implements PushResult {}

    /// The hub was put back from a backup since the station last heard of it; nothing was done.
    record OtherFeed(PullResult.Gone gone) implements PushResult {}
}

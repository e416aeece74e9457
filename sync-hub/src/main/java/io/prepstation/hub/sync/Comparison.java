package io.prepstation.hub.sync;

import io.prepstation.hub.feed.PullResult;
import io.prepstation.model.sync.HashSums;

/// What a station hears that wants to know whether it holds what the hub holds.
public sealed interface Comparison {

    record Summed(HashSums.Answer sums) implements Comparison {}

    record Listed(HashSums.Entries entries) implements Comparison {}

    /// Its lab has changed after the place where it stands: first it must pull.
    record Behind() implements Comparison {}

    /// The hub was restored since: first it must load its lab again.
    record OtherFeed(PullResult.Gone gone) implements Comparison {}
}

package io.prepstation.device.balance;

/// What a frame says about whether the weight still moves.
public enum Stability {
    STABLE,
    UNSTABLE,
    /// The format has no mark; never to be taken for stable.
    UNMARKED
}

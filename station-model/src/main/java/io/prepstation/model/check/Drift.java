package io.prepstation.model.check;

/// What the line of a control chart says beside its single points, by the rules of Nelson.
public enum Drift {
    /// Nothing remarkable.
    NONE,
    /// The newest point has used more than two thirds of its tolerance.
    NEAR_LIMIT,
    /// Nine points in a row lie on one side of the mean.
    ONE_SIDED,
    /// Six points in a row go the same way.
    TREND
}

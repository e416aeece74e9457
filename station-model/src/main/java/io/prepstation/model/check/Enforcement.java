package io.prepstation.model.check;

/// What a site does about a balance whose check is due or failed.
public enum Enforcement {
    /// No session begins on it.
    BLOCK,
    /// A session begins, and its record says so.
    WARN
}

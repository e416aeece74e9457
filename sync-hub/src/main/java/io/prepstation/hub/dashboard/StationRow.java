package io.prepstation.hub.dashboard;

/// A station in the list.
///
/// @param seen how long ago it was heard of, `–` if it never was
/// @param quiet whether it has been silent for longer than a shift
/// @param behind how many changes of its lab's feed it has not read yet
/// @param open how many of its conflicts are open
public record StationRow(
        String id,
        String name,
        String lab,
        String seen,
        boolean quiet,
        long behind,
        long open,
        boolean revoked) {}

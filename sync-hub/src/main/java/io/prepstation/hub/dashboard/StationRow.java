package io.prepstation.hub.dashboard;

import java.util.List;

/// A station in the list.
///
/// @param alarm what is to be looked into at once; empty if nothing
/// @param seen how long ago it was heard of
/// @param behind how many changes of its lab's feed it has not read yet
/// @param open how many of its conflicts are open
/// @param own what it says of itself
public record StationRow(
        String id,
        String name,
        String lab,
        String alarm,
        Sight seen,
        long behind,
        long open,
        Own own,
        boolean revoked) {

    /// A text, and whether it needs attention.
    public record Sight(String text, boolean bad) {}

    /// @param queue what waits there for the hub
    /// @param clock how far its clock is off
    public record Own(Sight queue, Sight clock, List<Device> devices, String program) {

        static final Own UNKNOWN =
                new Own(new Sight("–", false), new Sight("–", false), List.of(), "");

        public Own {
            devices = List.copyOf(devices);
        }
    }

    public record Device(String name, String state, String detail, boolean bad) {}
}

package io.prepstation.hub.dashboard;

import java.util.List;

/// What stands around every page.
///
/// @param csrf what each form of the page must send back
/// @param notice what came of the last deed; empty if there is nothing to say
public record Frame(
        String title, String person, String csrf, List<Link> navigation, String notice) {

    /// @param here whether it is this page
    public record Link(String title, String path, boolean here) {}

    public Frame {
        navigation = List.copyOf(navigation);
    }
}

package io.prepstation.hub.people;

import io.prepstation.hub.store.Member;

/// A person at a browser.
///
/// @param csrf what each form must send back
/// @param passwordToBeChanged nothing else may be done before
public record WebSession(Member member, String csrf, boolean passwordToBeChanged) {}

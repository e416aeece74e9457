package io.prepstation.hub.people;

import io.prepstation.hub.store.Member;

/// What became of a user to be added.
public sealed interface NewUserResult {

    record Added(Member member) implements NewUserResult {}

    record Refused(String reason) implements NewUserResult {}
}

package io.prepstation.model.people;

import java.util.Set;

/// A person known to the hub.
///
/// @param active false once the person has left: kept for old records, no longer offered for sign-in
public record User(String id, String name, Set<Role> roles, boolean active) {

    public User {
        roles = Set.copyOf(roles);
    }

    /// Whether this person may weigh at a bench.
    public boolean mayPrepare() {
        return active && (roles.contains(Role.OPERATOR) || roles.contains(Role.SUPERVISOR));
    }
}

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
        return may(Permission.PREPARE);
    }

    /// Whether one of this person's roles gives the permission; nobody who has left may do anything.
    public boolean may(Permission permission) {
        return active && roles.stream().anyMatch(permission::isGivenTo);
    }
}

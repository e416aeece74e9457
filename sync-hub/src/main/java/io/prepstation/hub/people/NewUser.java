package io.prepstation.hub.people;

import io.prepstation.model.people.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody to be added.
///
/// @param badge the code on the badge, if there is one; only its hash is kept
public record NewUser(
        String id, String name, Set<Role> roles, Set<String> labIds, @Nullable String badge) {

    public NewUser {
        roles = Set.copyOf(roles);
        labIds = Set.copyOf(labIds);
    }
}

package io.prepstation.hub.people;

import io.prepstation.model.people.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody to be added.
///
/// @param badge the code on the badge, if there is one; only its hash is kept
/// @param pin to be changed at the first sign-in; needs a badge
public record NewUser(
        String id,
        String name,
        Set<Role> roles,
        Set<String> labIds,
        @Nullable String badge,
        @Nullable String pin) {

    /// Somebody without a PIN: he cannot sign in at a station by badge.
    public NewUser(
            String id, String name, Set<Role> roles, Set<String> labIds, @Nullable String badge) {
        this(id, name, roles, labIds, badge, null);
    }

    public NewUser {
        roles = Set.copyOf(roles);
        labIds = Set.copyOf(labIds);
    }
}

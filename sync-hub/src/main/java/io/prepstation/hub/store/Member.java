package io.prepstation.hub.store;

import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import java.util.Set;

/// A user, and the labs he belongs to.
public record Member(User user, String tenantId, Set<String> labIds) {

    public Member {
        labIds = Set.copyOf(labIds);
    }

    public boolean belongsTo(String labId) {
        return labIds.contains(labId);
    }

    public boolean has(Role role) {
        return user.roles().contains(role);
    }
}

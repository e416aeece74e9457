package io.prepstation.hub.store;

import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import java.util.Set;

/// A user, and the labs he belongs to.
///
/// @param credentialVersion grows whenever his badge or PIN are replaced
public record Member(User user, String tenantId, Set<String> labIds, int credentialVersion) {

    public Member {
        labIds = Set.copyOf(labIds);
    }

    public boolean belongsTo(String labId) {
        return labIds.contains(labId);
    }

    /// Whether a role gives the permission, also of somebody who has left since: what was weighed before stays.
    public boolean hasRoleFor(Permission permission) {
        return user.roles().stream().anyMatch(permission::isGivenTo);
    }

    public boolean may(Permission permission) {
        return user.may(permission);
    }
}

package io.prepstation.hub.edit;

import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.Permission;
import io.prepstation.model.sync.OperationKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who edits, and whether he may. A person is looked up once per transaction.
final class Author {

    private final Tables tables;
    private final Station station;
    private final Map<String, Optional<Member>> members = new HashMap<>();

    Author(Tables tables, Station station) {
        this.tables = tables;
        this.station = station;
    }

    /// The id that is written down: the user's, or the station's where nobody is named.
    ///
    /// @throws Fault.Stop if he may not
    String of(@Nullable String userId, OperationKind kind) {
        if (userId != null) {
            require(userId, Permission.EDIT_MATERIALS);
            return userId;
        }
        return switch (kind) {
            case CREATE -> station.id();
            case UPDATE, DELETE ->
                    throw Fault.rejected(
                                    "NO_AUTHOR",
                                    "userId",
                                    "a station by itself may only create; name the user who edited")
                            .stop();
        };
    }

    /// @param userId null for nobody, who has no permission
    /// @throws Fault.Stop if the user is not one of the lab with this permission
    void require(@Nullable String userId, Permission permission) {
        require(userId, "userId", permission);
    }

    /// @param field that names the user
    void require(@Nullable String userId, String field, Permission permission) {
        boolean may =
                userId != null
                        && members.computeIfAbsent(userId, this::find)
                                .filter(member ->
                                        member.belongsTo(station.labId()) && member.may(permission))
                                .isPresent();
        if (!may) {
            throw Fault.rejected(
                            "NO_RIGHT",
                            field,
                            (userId == null ? "a station by itself" : "user " + userId)
                                    + " has no right to "
                                    + permission.word()
                                    + " in lab "
                                    + station.labId())
                    .stop();
        }
    }

    private Optional<Member> find(String userId) {
        return tables.users().find(userId).map(Versioned::value);
    }
}

package io.prepstation.hub.store;

import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Users with their roles and labs.
public final class UserTable {

    private final Handle handle;

    UserTable(Handle handle) {
        this.handle = handle;
    }

    /// @param badgeHash of the badge's code, if the user has one
    public void insert(Member member, @Nullable String badgeHash) {
        handle.createUpdate(
                        """
                        INSERT INTO users (id, tenant_id, name, active, badge_hash, credential_version, version)
                        VALUES (:id, :tenantId, :name, :active, :badgeHash, :credentialVersion, 1)
                        """)
                .bind("id", member.user().id())
                .bind("tenantId", member.tenantId())
                .bind("name", member.user().name())
                .bind("active", member.user().active())
                .bind("badgeHash", badgeHash)
                .bind("credentialVersion", member.credentialVersion())
                .execute();
        member.user()
                .roles()
                .forEach(role -> insertPair("user_roles", "role", member, role.word()));
        member.labIds().forEach(lab -> insertPair("user_labs", "lab_id", member, lab));
    }

    /// Gives a user a password that is good until that moment.
    public void setPassword(String userId, String passwordHash, Instant expiresAt) {
        handle.createUpdate(
                        """
                        UPDATE users SET password_hash = :hash, password_expires_at = :expiresAt
                        WHERE id = :id
                        """)
                .bind("hash", passwordHash)
                .bind("expiresAt", expiresAt.toEpochMilli())
                .bind("id", userId)
                .execute();
    }

    /// A password the person has chosen himself: it does not expire.
    public void setOwnPassword(String userId, String passwordHash) {
        handle.createUpdate(
                        """
                        UPDATE users SET password_hash = :hash, password_expires_at = NULL
                        WHERE id = :id
                        """)
                .bind("hash", passwordHash)
                .bind("id", userId)
                .execute();
    }

    public Optional<KeptPassword> password(String userId) {
        return handle.createQuery(
                        """
                        SELECT password_hash, password_expires_at FROM users
                        WHERE id = :id AND password_hash IS NOT NULL
                        """)
                .bind("id", userId)
                .map((row, context) -> {
                    String hash = row.getString("password_hash");
                    long until = row.getLong("password_expires_at");
                    return new KeptPassword(
                            hash,
                            row.wasNull()
                                    ? Optional.empty()
                                    : Optional.of(Instant.ofEpochMilli(until)));
                })
                .findOne();
    }

    public void setPin(String userId, KeptPin pin) {
        handle.createUpdate("UPDATE users SET pin_hash = :hash, pin_given = :given WHERE id = :id")
                .bind("hash", pin.hash())
                .bind("given", pin.given())
                .bind("id", userId)
                .execute();
    }

    public Optional<KeptPin> pin(String userId) {
        return handle.createQuery(
                        """
                        SELECT pin_hash, pin_given FROM users
                        WHERE id = :id AND pin_hash IS NOT NULL
                        """)
                .bind("id", userId)
                .map((row, context) ->
                        new KeptPin(row.getString("pin_hash"), row.getBoolean("pin_given")))
                .findOne();
    }

    public void setBadge(String userId, String badgeHash) {
        handle.createUpdate("UPDATE users SET badge_hash = :hash WHERE id = :id")
                .bind("hash", badgeHash)
                .bind("id", userId)
                .execute();
    }

    /// Badge or PIN were replaced: what stations remember of the ones before is good no more.
    ///
    /// @param from the version is this at least
    public void credentialsReplaced(String userId, int from) {
        handle.createUpdate(
                        """
                        UPDATE users SET version = version + 1, credential_version =
                            CASE WHEN credential_version < :from THEN :from ELSE credential_version + 1 END
                        WHERE id = :id
                        """)
                .bind("id", userId)
                .bind("from", from)
                .execute();
    }

    /// Somebody leaves; what he signed stays his.
    public void deactivate(String userId) {
        handle.createUpdate("UPDATE users SET active = FALSE, version = version + 1 WHERE id = :id")
                .bind("id", userId)
                .execute();
    }

    public Optional<Versioned<Member>> findByBadge(String tenantId, String badgeHash) {
        return handle.createQuery(
                        "SELECT * FROM users WHERE tenant_id = :tenantId AND badge_hash = :badgeHash")
                .bind("tenantId", tenantId)
                .bind("badgeHash", badgeHash)
                .map((row, context) -> member(row))
                .findOne();
    }

    public Optional<Versioned<Member>> find(String id) {
        return handle.createQuery("SELECT * FROM users WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> member(row))
                .findOne();
    }

    public boolean hasBadge(String tenantId, String badgeHash) {
        return handle.createQuery(
                        "SELECT 1 FROM users WHERE tenant_id = :tenantId AND badge_hash = :badgeHash")
                .bind("tenantId", tenantId)
                .bind("badgeHash", badgeHash)
                .mapTo(int.class)
                .findOne()
                .isPresent();
    }

    /// Until this transaction ends nobody else does the same: what is known of the lab's people stays true.
    public void lockOfLab(String labId) {
        handle.createUpdate("UPDATE user_labs SET lab_id = lab_id WHERE lab_id = :labId")
                .bind("labId", labId)
                .execute();
    }

    public List<Versioned<Member>> ofLab(String labId) {
        return handle.createQuery(
                        """
                        SELECT users.* FROM users JOIN user_labs ON user_labs.user_id = users.id
                        WHERE user_labs.lab_id = :labId ORDER BY users.id
                        """)
                .bind("labId", labId)
                .map((row, context) -> member(row))
                .list();
    }

    public List<Versioned<Member>> all() {
        return handle.createQuery("SELECT * FROM users ORDER BY id")
                .map((row, context) -> member(row))
                .list();
    }

    private Versioned<Member> member(ResultSet row) throws SQLException {
        String id = row.getString("id");
        Set<Role> roles =
                pairs("user_roles", "role", id).stream()
                        .map(Role::ofWord)
                        .collect(Collectors.toSet());
        User user = new User(id, row.getString("name"), roles, row.getBoolean("active"));
        Member member =
                new Member(
                        user,
                        row.getString("tenant_id"),
                        pairs("user_labs", "lab_id", id),
                        row.getInt("credential_version"));
        return new Versioned<>(member, row.getInt("version"));
    }

    private void insertPair(String table, String column, Member member, String value) {
        handle.createUpdate(
                        "INSERT INTO " + table + " (user_id, " + column + ") VALUES (:id, :value)")
                .bind("id", member.user().id())
                .bind("value", value)
                .execute();
    }

    private Set<String> pairs(String table, String column, String userId) {
        return handle.createQuery("SELECT " + column + " FROM " + table + " WHERE user_id = :id")
                .bind("id", userId)
                .map((row, context) -> row.getString(1))
                .set();
    }
}

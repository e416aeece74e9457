package io.prepstation.hub.people;

import io.prepstation.hub.feed.Change;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.people.NewUserResult.Added;
import io.prepstation.hub.people.NewUserResult.Refused;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.EntityType;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The people of the labs.
public final class Users {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final int LONGEST_NAME = 100;

    private final HubDatabase database;
    private final Feed feed;
    private final InstantSource clock;

    public Users(HubDatabase database, Feed feed, InstantSource clock) {
        this.database = database;
        this.feed = feed;
        this.clock = clock;
    }

    public List<Member> all() throws StoreException {
        return database.read(
                tables -> tables.users().all().stream().map(Versioned::value).toList());
    }

    public NewUserResult add(NewUser user) throws StoreException {
        return database.write(tables -> add(tables, user));
    }

    /// Adds a user as part of a larger transaction.
    public NewUserResult add(Tables tables, NewUser user) {
        Optional<String> fault = fault(tables, user);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        Member member =
                new Member(
                        new User(user.id(), user.name(), user.roles(), true),
                        tenants(tables, user).iterator().next(),
                        user.labIds());
        tables.users().insert(member, badgeHash(user.badge()));
        var wire = Json.write(WireForms.of(member));
        tables.audit()
                .append(
                        clock.instant(),
                        "user_added",
                        "hub",
                        Json.object()
                                .<com.fasterxml.jackson.databind.node.ObjectNode>set("user", wire));
        for (String labId : member.labIds().stream().sorted().toList()) {
            feed.append(tables, Change.atHub(labId, EntityType.USERS, user.id(), 1, wire));
        }
        return new Added(member);
    }

    private static Optional<String> fault(Tables tables, NewUser user) {
        if (!ID.matcher(user.id()).matches()) {
            return Optional.of(
                    "\"" + user.id() + "\" is no user id: 1 to 64 letters, digits or . _ @ -");
        }
        if (user.name().isBlank() || user.name().length() > LONGEST_NAME) {
            return Optional.of("user " + user.id() + " needs a name of 1 to 100 characters");
        }
        if (user.roles().isEmpty()) {
            return Optional.of("user " + user.id() + " needs a role: one of " + roleWords());
        }
        return storeFault(tables, user);
    }

    private static Optional<String> storeFault(Tables tables, NewUser user) {
        for (String labId : user.labIds()) {
            if (tables.labs().find(labId).isEmpty()) {
                return Optional.of("there is no lab \"" + labId + "\"");
            }
        }
        Set<String> tenants = tenants(tables, user);
        if (tenants.size() != 1) {
            return Optional.of("user " + user.id() + " needs labs of one tenant");
        }
        if (tables.users().find(user.id()).isPresent()) {
            return Optional.of("there is a user " + user.id() + " already; choose another id");
        }
        String badgeHash = badgeHash(user.badge());
        if (badgeHash != null && tables.users().hasBadge(tenants.iterator().next(), badgeHash)) {
            return Optional.of("the badge of " + user.id() + " belongs to another user already");
        }
        return Optional.empty();
    }

    private static Set<String> tenants(Tables tables, NewUser user) {
        return user.labIds().stream()
                .map(labId -> tables.labs().find(labId))
                .flatMap(Optional::stream)
                .map(Versioned::value)
                .map(Lab::tenantId)
                .collect(Collectors.toSet());
    }

    private static String roleWords() {
        return java.util.Arrays.stream(Role.values())
                .map(Role::word)
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String badgeHash(@Nullable String badge) {
        return badge == null ? null : Sha256.hex("badge:" + badge);
    }
}

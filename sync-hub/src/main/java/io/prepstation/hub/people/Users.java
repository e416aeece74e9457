package io.prepstation.hub.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.Change;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.people.NewUserResult.Added;
import io.prepstation.hub.people.NewUserResult.Refused;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.KeptPin;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.PinRule;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.secret.SecretHash;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.PersonLogin;
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
    private final Credentials credentials;
    private final SecretHash hashes;

    public Users(HubDatabase database, Feed feed, Credentials credentials, SecretHash hashes) {
        this.database = database;
        this.feed = feed;
        this.credentials = credentials;
        this.hashes = hashes;
    }

    public List<Member> all() throws StoreException {
        return database.read(
                tables -> tables.users().all().stream().map(Versioned::value).toList());
    }

    public NewUserResult add(NewUser user) throws StoreException {
        return add(user, "hub");
    }

    /// @param by a user, or `hub` for its command line
    public NewUserResult add(NewUser user, String by) throws StoreException {
        KeptPin pin = hashed(user.pin());
        return database.write(tables -> add(tables, user, pin, by));
    }

    /// Adds a user as part of a larger transaction.
    public NewUserResult add(Tables tables, NewUser user) {
        return add(tables, user, hashed(user.pin()), "hub");
    }

    private NewUserResult add(Tables tables, NewUser user, @Nullable KeptPin pin, String by) {
        Optional<String> fault = fault(tables, user);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        Member member =
                new Member(
                        new User(user.id(), user.name(), user.roles(), true),
                        tenants(tables, user).iterator().next(),
                        user.labIds(),
                        tables.entities().countsFrom());
        tables.users().insert(member, badgeHash(user.badge()));
        if (pin != null) {
            tables.users().setPin(user.id(), pin);
        }
        announce(tables, member, 1, "user_added", by);
        return new Added(member);
    }

    /// Gives a person another badge or PIN, because the old one was lost; the PIN is to be changed at the next sign-in.
    public Optional<String> equip(
            String id, @Nullable String badge, @Nullable String pin, String by)
            throws StoreException {
        KeptPin kept = hashed(pin);
        return database.write(tables -> equip(tables, id, badge, pin, kept, by));
    }

    private Optional<String> equip(
            Tables tables,
            String id,
            @Nullable String badge,
            @Nullable String pin,
            @Nullable KeptPin kept,
            String by) {
        Optional<Member> member = tables.users().find(id).map(Versioned::value);
        if (member.isEmpty()) {
            return Optional.of("there is no user " + id);
        }
        Optional<String> fault = pinFault(pin);
        String badgeHash = badgeHash(badge);
        if (fault.isPresent()) {
            return fault;
        }
        if (badgeHash != null && tables.users().hasBadge(member.get().tenantId(), badgeHash)) {
            return Optional.of("that badge belongs to somebody already");
        }
        if (badgeHash != null) {
            tables.users().setBadge(id, badgeHash);
        }
        if (kept != null) {
            tables.users().setPin(id, kept);
        }
        tables.audit()
                .append(
                        credentials.now(),
                        "user_equipped",
                        by,
                        Json.object()
                                .put("userId", id)
                                .put("badge", badge != null)
                                .put("pin", pin != null));
        if (badgeHash != null || kept != null) {
            credentialsReplaced(tables, feed, id);
        }
        return Optional.empty();
    }

    /// Somebody leaves: no station lets him in once it has heard of it, and the hub does not from now on. The last supervisor of a
    /// lab stays.
    ///
    /// @return why not; empty if it is done
    public Optional<String> deactivate(String id, String by) throws StoreException {
        return database.write(tables -> {
            Optional<Member> member = tables.users().find(id).map(Versioned::value);
            if (member.isEmpty()) {
                return Optional.of("there is no user " + id);
            }
            Optional<String> refusal = lastSupervisor(tables, member.get());
            if (refusal.isPresent()) {
                return refusal;
            }
            tables.users().deactivate(id);
            tables.webSessions().deleteOf(id);
            Versioned<Member> now = tables.users().find(id).orElseThrow();
            announce(tables, now.value(), now.version(), "user_deactivated", by);
            return Optional.empty();
        });
    }

    /// Without one, nobody unlocks a formula there, approves a weight or clears the queue.
    private static Optional<String> lastSupervisor(Tables tables, Member leaving) {
        if (!isSupervisor(leaving)) {
            return Optional.empty();
        }
        return leaving.labIds().stream()
                .sorted()
                .filter(labId -> {
                    tables.users().lockOfLab(labId);
                    return tables.users().ofLab(labId).stream()
                            .map(Versioned::value)
                            .filter(Users::isSupervisor)
                            .allMatch(other -> other.user().id().equals(leaving.user().id()));
                })
                .findFirst()
                .map(labId ->
                        leaving.user().id()
                                + " is the last supervisor of lab "
                                + labId
                                + "; add another one first");
    }

    private static boolean isSupervisor(Member member) {
        return member.user().active() && member.user().roles().contains(Role.SUPERVISOR);
    }

    /// Tells the stations that badge or PIN were replaced, so that none goes by what it remembers.
    ///
    /// @return the person as he is from now on
    static Member credentialsReplaced(Tables tables, Feed feed, String id) {
        // Those of a hub that was put back are past what stations know from before.
        tables.users().credentialsReplaced(id, tables.entities().countsFrom());
        Versioned<Member> now = tables.users().find(id).orElseThrow();
        tell(tables, feed, now.value(), now.version());
        return now.value();
    }

    private void announce(Tables tables, Member member, int version, String kind, String by) {
        ObjectNode wire = Json.write(WireForms.of(member));
        tables.audit()
                .append(credentials.now(), kind, by, Json.object().<ObjectNode>set("user", wire));
        tell(tables, feed, member, version);
    }

    private static void tell(Tables tables, Feed feed, Member member, int version) {
        ObjectNode wire = Json.write(WireForms.of(member));
        for (String labId : member.labIds().stream().sorted().toList()) {
            feed.append(
                    tables,
                    Change.atHub(labId, EntityType.USERS, member.user().id(), version, wire));
        }
    }

    /// A PIN's hash takes long on purpose, so it is made before a transaction that others wait for; none for a PIN that
    /// is refused anyway.
    private @Nullable KeptPin hashed(@Nullable String pin) {
        return pin == null || pinFault(pin).isPresent()
                ? null
                : new KeptPin(hashes.of(pin, credentials.random()), true);
    }

    private static Optional<String> pinFault(@Nullable String pin) {
        return pin == null ? Optional.empty() : PinRule.fault(pin);
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
        if (user.pin() != null && user.badge() == null) {
            return Optional.of("user " + user.id() + " needs a badge with the PIN");
        }
        Optional<String> pinFault = pinFault(user.pin());
        return pinFault.isPresent() ? pinFault : storeFault(tables, user);
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
        return badge == null ? null : PersonLogin.badgeHash(badge);
    }
}

package io.prepstation.hub.dashboard;

import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.people.NewUserResult;
import io.prepstation.hub.people.Users;
import io.prepstation.hub.people.WebSessions;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.Role;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The people of the labs: adding them, giving one-time passwords, ending what they may do.
final class UserPages {

    private final HubDatabase database;
    private final Users users;
    private final WebSessions sessions;
    private final Views views;

    UserPages(Dashboard.Parts parts, Views views) {
        this.database = parts.database();
        this.users = parts.users();
        this.sessions = parts.sessions();
        this.views = views;
    }

    void into(Map<Page, Deed> deeds) {
        deeds.put(Page.USERS, visit -> list(visit, ""));
        deeds.put(Page.ADD_USER, this::add);
        deeds.put(Page.GIVE_PASSWORD, this::givePassword);
        deeds.put(Page.REMOVE_USER, this::remove);
    }

    private Reply list(Visit visit, String notice) throws StoreException {
        return database.read(tables -> {
            Reach reach = Reach.of(tables, visit.person());
            return views.page(
                    visit,
                    "users",
                    "Users",
                    notice,
                    Map.of(
                            "rows",
                            rows(tables, reach),
                            "labs",
                            reach.sortedLabIds(),
                            "roles",
                            Arrays.stream(Role.values())
                                    .filter(role -> reach.rules(Set.of(role)))
                                    .map(Role::word)
                                    .toList()));
        });
    }

    private static List<UserRow> rows(Tables tables, Reach reach) {
        return tables.users().all().stream()
                .map(Versioned::value)
                .filter(reach::sees)
                .map(user ->
                        new UserRow(
                                user.user().id(),
                                user.user().name(),
                                user.user().roles().stream()
                                        .sorted()
                                        .map(role -> Records.words(role.word()))
                                        .collect(Collectors.joining(", ")),
                                user.labIds().stream().sorted().collect(Collectors.joining(", ")),
                                user.user().active(),
                                reach.rules(user)))
                .sorted(
                        Comparator.comparing((UserRow row) -> !row.active())
                                .thenComparing(UserRow::id))
                .toList();
    }

    private Reply add(Visit visit) throws StoreException {
        String lab = visit.field("lab");
        Optional<Role> role =
                Arrays.stream(Role.values())
                        .filter(one -> one.word().equals(visit.field("role")))
                        .findFirst();
        Reach reach = database.read(tables -> Reach.of(tables, visit.person()));
        if (!reach.sees(lab) || role.isEmpty() || !reach.rules(Set.of(role.get()))) {
            return views.missing();
        }
        String badge = visit.field("badge").strip();
        String pin = visit.field("pin").strip();
        NewUser user =
                new NewUser(
                        visit.field("id").strip(),
                        visit.field("name").strip(),
                        Set.of(role.get()),
                        Set.of(lab),
                        badge.isEmpty() ? null : badge,
                        pin.isEmpty() ? null : pin);
        return list(
                visit,
                switch (users.add(user, visit.personId())) {
                    case NewUserResult.Added _ -> user.name() + " was added.";
                    case NewUserResult.Refused(var reason) -> "Not added: " + reason + ".";
                });
    }

    private Reply givePassword(Visit visit) throws StoreException {
        if (ruled(visit).isEmpty()) {
            return views.missing();
        }
        return list(
                visit,
                sessions.oneTimePassword(visit.id(), visit.personId())
                        .map(password ->
                                "One-time password of "
                                        + visit.id()
                                        + ", shown only here and good for 24 h: "
                                        + password)
                        .orElse("There is no user " + visit.id() + "."));
    }

    private Reply remove(Visit visit) throws StoreException {
        if (ruled(visit).isEmpty()) {
            return views.missing();
        }
        if (visit.id().equals(visit.personId())) {
            return list(visit, "You cannot remove yourself; ask another administrator.");
        }
        return list(
                visit,
                users.deactivate(visit.id(), visit.personId())
                        .orElse(visit.id() + " may do nothing any more; what he signed stays."));
    }

    /// The person a deed is about, if the one who does it may act on him.
    private Optional<Member> ruled(Visit visit) throws StoreException {
        return database.read(tables ->
                tables.users()
                        .find(visit.id())
                        .map(Versioned::value)
                        .filter(Reach.of(tables, visit.person())::rules));
    }
}

package io.prepstation.hub.people;

import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.KeptPassword;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.hub.store.WebSessionRow;
import io.prepstation.model.record.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// People who sign in to the dashboard by name and password. Every request asks anew, so that leaving, another password
/// and signing out hold from the next one on. Safe for any thread.
public final class WebSessions {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final Duration ONE_TIME = Duration.ofHours(24);
    private static final int SHORTEST = 12;
    private static final int LONGEST_PASSWORD = 200;
    private static final int LONGEST_NAME = 64;

    private final HubDatabase database;
    private final Credentials credentials;
    private final SecretChecks checks;
    private final TryLimit limit;

    /// @param limit of wrong passwords by address, beside the lockout of each name
    public WebSessions(
            HubDatabase database, Credentials credentials, SecretChecks checks, TryLimit limit) {
        this.database = database;
        this.credentials = credentials;
        this.checks = checks;
        this.limit = limit;
    }

    /// @param address where the request came from
    public WebLogin login(String userId, String password, String address) throws StoreException {
        String network = Network.of(address);
        boolean tooLong = userId.length() > LONGEST_NAME || password.length() > LONGEST_PASSWORD;
        Optional<Duration> wait = knock(network, tooLong ? Optional.empty() : Optional.of(userId));
        if (wait.isPresent()) {
            return new WebLogin.Closed(wait.get());
        }
        if (tooLong) {
            return new WebLogin.Wrong();
        }
        Optional<KeptPassword> kept =
                database.read(tables -> tables.users().password(userId)).filter(this::isGood);
        if (!checks.matches(password, kept.map(KeptPassword::hash))) {
            return new WebLogin.Wrong();
        }
        return database.write(tables -> {
            limit.opened(tables, network);
            Doors.opened(tables, door(userId));
            return tables.users()
                    .find(userId)
                    .filter(user -> user.value().user().active())
                    .<WebLogin>map(_ -> open(tables, userId))
                    .orElseGet(WebLogin.Wrong::new);
        });
    }

    private static String door(String userId) {
        return "login:" + userId;
    }

    private static Optional<Duration> knock(Tables tables, String userId, Instant now) {
        return Doors.knock(tables, door(userId), now, Json.object().put("userId", userId));
    }

    /// A try of that address at that person's door; one that may not be tried counts for neither.
    private Optional<Duration> knock(String network, Optional<String> userId)
            throws StoreException {
        Instant now = credentials.now();
        Optional<Duration> closed = database.read(tables -> limit.look(tables, network, now));
        return closed.isPresent()
                ? closed
                : database.write(tables -> {
                    Optional<Duration> wait = limit.knock(tables, network, now);
                    if (wait.isEmpty() && userId.isPresent()) {
                        wait = knock(tables, userId.get(), now);
                        wait.ifPresent(_ -> limit.opened(tables, network));
                    }
                    return wait;
                });
    }

    private WebLogin open(Tables tables, String userId) {
        Instant now = credentials.now();
        String token = credentials.newToken();
        tables.webSessions().deleteOpenedBefore(now.minus(LONGEST));
        tables.webSessions()
                .insert(
                        Credentials.hash(token),
                        new WebSessionRow(userId, credentials.newToken(), now, now));
        tables.audit().append(now, "dashboard_opened", userId, Json.object());
        return new WebLogin.In(token);
    }

    /// Who holds that cookie; empty if nobody does any more. It keeps the session alive.
    public Optional<WebSession> find(String token) throws StoreException {
        String hash = Credentials.hash(token);
        Instant now = credentials.now();
        Optional<WebSessionRow> row = alive(hash, now);
        if (row.isPresent() && !now.isBefore(row.get().seenAt().plus(SEEN_EVERY))) {
            database.write(tables -> {
                tables.webSessions().seen(hash, now);
                return true;
            });
        }
        return session(row);
    }

    /// The same without keeping it alive: for what a page asks by itself.
    public Optional<WebSession> look(String token) throws StoreException {
        return session(alive(Credentials.hash(token), credentials.now()));
    }

    private Optional<WebSessionRow> alive(String hash, Instant now) throws StoreException {
        return database.read(tables -> tables.webSessions().find(hash))
                .filter(found ->
                        now.isBefore(found.seenAt().plus(IDLE))
                                && now.isBefore(found.openedAt().plus(LONGEST)));
    }

    private Optional<WebSession> session(Optional<WebSessionRow> row) throws StoreException {
        return row.isEmpty()
                ? Optional.empty()
                : database.read(tables -> session(tables, row.get()));
    }

    private static Optional<WebSession> session(Tables tables, WebSessionRow row) {
        boolean oneTime =
                tables.users()
                        .password(row.userId())
                        .map(kept -> kept.goodUntil().isPresent())
                        .orElse(true);
        return tables.users()
                .find(row.userId())
                .map(Versioned::value)
                .filter(member -> member.user().active())
                .map(member -> new WebSession(member, row.csrf(), oneTime));
    }

    public void close(String token) throws StoreException {
        database.write(tables -> {
            tables.webSessions().delete(Credentials.hash(token));
            return true;
        });
    }

    /// Gives a person another password, chosen by himself, and ends all his other sign-ins. A wrong old one counts as a
    /// wrong try to sign in: a browser somebody left open is no place to guess at.
    ///
    /// @return why not; empty if the new one holds
    public Optional<String> changePassword(Member member, String old, String chosen)
            throws StoreException {
        String userId = member.user().id();
        Optional<Duration> wait =
                database.write(tables -> knock(tables, userId, credentials.now()));
        if (wait.isPresent()) {
            return Optional.of("Too many tries. Wait, and try again.");
        }
        Optional<KeptPassword> kept =
                database.read(tables -> tables.users().password(userId)).filter(this::isGood);
        if (!checks.matches(old, kept.map(KeptPassword::hash))) {
            return Optional.of("That is not your present password.");
        }
        database.write(tables -> {
            Doors.opened(tables, door(userId));
            return true;
        });
        Optional<String> fault = fault(userId, old, chosen);
        if (fault.isPresent()) {
            return fault;
        }
        String hash = checks.hashOf(chosen);
        return database.write(tables -> {
            tables.users().setOwnPassword(userId, hash);
            tables.webSessions().deleteOf(userId);
            tables.audit().append(credentials.now(), "password_changed", userId, Json.object());
            return Optional.empty();
        });
    }

    /// A password for somebody who has none or forgot it: shown once, good for a day, to be changed at once.
    ///
    /// @return empty if there is no such person
    public Optional<String> oneTimePassword(String userId, String by) throws StoreException {
        String password = credentials.newPassword();
        String hash = checks.hashOf(password);
        return database.write(tables -> {
            if (tables.users().find(userId).isEmpty()) {
                return Optional.empty();
            }
            Instant now = credentials.now();
            tables.users().setPassword(userId, hash, now.plus(ONE_TIME));
            tables.webSessions().deleteOf(userId);
            tables.audit().append(now, "password_given", by, Json.object().put("userId", userId));
            return Optional.of(password);
        });
    }

    /// Length is what counts; a rule about signs only makes passwords alike.
    private static Optional<String> fault(String userId, String old, String chosen) {
        if (chosen.length() < SHORTEST || chosen.length() > LONGEST_PASSWORD) {
            return Optional.of("A password has at least " + SHORTEST + " signs.");
        }
        if (chosen.equals(old) || chosen.chars().distinct().count() < SHORTEST / 2) {
            return Optional.of("Choose another: it is the old one, or hardly more than one sign.");
        }
        return chosen.contains(userId)
                ? Optional.of("A password does not hold the name it belongs to.")
                : Optional.empty();
    }

    private boolean isGood(KeptPassword kept) {
        return kept.goodUntil().map(until -> credentials.now().isBefore(until)).orElse(true);
    }
}

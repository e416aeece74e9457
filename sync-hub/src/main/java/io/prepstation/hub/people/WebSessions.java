package io.prepstation.hub.people;

import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.KeptPassword;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.hub.store.WebSessionRow;
import io.prepstation.model.record.Json;
import io.prepstation.model.secret.SecretHash;
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

    private final HubDatabase database;
    private final Credentials credentials;
    private final SecretHash hashes;

    public WebSessions(HubDatabase database, Credentials credentials, SecretHash hashes) {
        this.database = database;
        this.credentials = credentials;
        this.hashes = hashes;
    }

    public WebLogin login(String userId, String password) throws StoreException {
        String door = "login:" + userId;
        Optional<Duration> wait =
                database.write(tables -> Doors.knock(tables, door, credentials.now()));
        if (wait.isPresent()) {
            return new WebLogin.Closed(wait.get());
        }
        Optional<KeptPassword> kept =
                database.read(tables -> tables.users().password(userId)).filter(this::isGood);
        if (!matches(password, kept)) {
            return new WebLogin.Wrong();
        }
        return database.write(tables -> {
            Doors.opened(tables, door);
            return tables.users()
                    .find(userId)
                    .filter(user -> user.value().user().active())
                    .<WebLogin>map(_ -> open(tables, userId))
                    .orElseGet(WebLogin.Wrong::new);
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

    /// Who holds that cookie; empty if nobody does any more.
    public Optional<WebSession> find(String token) throws StoreException {
        String hash = Credentials.hash(token);
        Instant now = credentials.now();
        Optional<WebSessionRow> row =
                database.read(tables -> tables.webSessions().find(hash))
                        .filter(found ->
                                now.isBefore(found.seenAt().plus(IDLE))
                                        && now.isBefore(found.openedAt().plus(LONGEST)));
        if (row.isEmpty()) {
            return Optional.empty();
        }
        if (!now.isBefore(row.get().seenAt().plus(SEEN_EVERY))) {
            database.write(tables -> {
                tables.webSessions().seen(hash, now);
                return true;
            });
        }
        return database.read(tables -> session(tables, row.get()));
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

    /// Gives a person another password, chosen by himself, and ends all his other sign-ins.
    ///
    /// @return why not; empty if the new one holds
    public Optional<String> changePassword(Member member, String old, String chosen)
            throws StoreException {
        String userId = member.user().id();
        Optional<KeptPassword> kept =
                database.read(tables -> tables.users().password(userId)).filter(this::isGood);
        if (!matches(old, kept)) {
            return Optional.of("That is not your present password.");
        }
        Optional<String> fault = fault(userId, old, chosen);
        if (fault.isPresent()) {
            return fault;
        }
        String hash = hashes.of(chosen, credentials.random());
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
        String hash = hashes.of(password, credentials.random());
        return database.write(tables -> {
            if (tables.users().find(userId).isEmpty()) {
                return Optional.empty();
            }
            Instant now = credentials.now();
            tables.users().setPassword(userId, hash, now.plus(ONE_TIME));
            tables.webSessions().deleteOf(userId);
            tables.audit()
                    .append(now, "password_given", by, Json.object().put("userId", userId));
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

    private boolean matches(String password, Optional<KeptPassword> kept) {
        if (kept.isEmpty()) {
            hashes.pretend(password);
            return false;
        }
        return hashes.matches(password, kept.get().hash());
    }
}

package io.prepstation.hub.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.people.LoginResult.Closed;
import io.prepstation.hub.people.LoginResult.NotHere;
import io.prepstation.hub.people.LoginResult.SignedIn;
import io.prepstation.hub.people.LoginResult.Unusable;
import io.prepstation.hub.people.LoginResult.Wrong;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.KeptPin;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.PinRule;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.PersonLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Recognises people who stand at a station by badge and PIN (STO-9). Safe for any thread.
public final class PersonLogins {

    private static final Duration GOOD_OFFLINE = Duration.ofDays(30);

    private final HubDatabase database;
    private final Credentials credentials;
    private final SecretChecks checks;
    private final TryLimit limit;
    private final Feed feed;

    /// @param limit of badges that nobody has, by station, beside the lockout of each badge that somebody has
    /// @param feed hears of PINs that were changed
    public PersonLogins(
            HubDatabase database,
            Credentials credentials,
            SecretChecks checks,
            TryLimit limit,
            Feed feed) {
        this.database = database;
        this.feed = feed;
        this.credentials = credentials;
        this.checks = checks;
        this.limit = limit;
    }

    public LoginResult login(Station station, String badge, String pin) throws StoreException {
        return recognised(station, badge, pin, () -> Found::member);
    }

    /// Gives a person another PIN, chosen by himself.
    public LoginResult changePin(Station station, String badge, String pin, String newPin)
            throws StoreException {
        Optional<String> fault = PinRule.fault(newPin);
        if (fault.isPresent() || newPin.equals(pin)) {
            return new Unusable(fault.orElse("the new PIN is the old one"));
        }
        LoginResult result = recognised(station, badge, pin, () -> settingPin(newPin));
        return result instanceof SignedIn(var member, var until, var _)
                ? new SignedIn(member, until, false)
                : result;
    }

    private Then settingPin(String newPin) {
        KeptPin kept = new KeptPin(checks.hashOf(newPin), false);
        return found -> {
            found.tables.users().setPin(found.id(), kept);
            return Users.credentialsReplaced(found.tables, feed, found.id());
        };
    }

    /// Who was found, within the transaction that lets him in.
    private record Found(Tables tables, Member member) {
        String id() {
            return member.user().id();
        }
    }

    private interface Then {
        /// @return the person as he is from now on
        Member with(Found found);
    }

    /// A badge that somebody has is closed by its own wrong PINs and nothing else, so that nobody closes a bench to the people
    /// who work there. Badges that nobody has cost the station.
    private LoginResult recognised(Station station, String badge, String pin, Supplier<Then> then)
            throws StoreException {
        String badgeHash = PersonLogin.badgeHash(badge);
        String tenant = tenantOf(station);
        Optional<Member> member = member(tenant, badgeHash);
        Optional<Duration> wait =
                knock(station, member.map(_ -> door(tenant, badgeHash)), credentials.now());
        if (wait.isPresent()) {
            return new Closed(wait.get());
        }
        Optional<KeptPin> kept =
                member.isEmpty()
                        ? Optional.empty()
                        : database.read(tables -> tables.users().pin(member.get().user().id()));
        if (!checks.matches(pin, kept.map(KeptPin::hash))) {
            return new Wrong();
        }
        Then done = then.get();
        return database.write(tables -> {
            Doors.opened(tables, door(tenant, badgeHash));
            return letIn(station, new Found(tables, member.orElseThrow()), kept.get(), done);
        });
    }

    /// @param door of a badge that somebody has
    private Optional<Duration> knock(Station station, Optional<String> door, Instant now)
            throws StoreException {
        return database.write(tables ->
                door.isPresent()
                        ? Doors.knock(tables, door.get(), now, about(station))
                        : limit.knock(tables, station.id(), now));
    }

    private static String door(String tenant, String badgeHash) {
        return "badge:" + tenant + ":" + badgeHash;
    }

    private static ObjectNode about(Station station) {
        return Json.object().put("stationId", station.id()).put("labId", station.labId());
    }

    private LoginResult letIn(Station station, Found found, KeptPin kept, Then then) {
        Optional<String> fault = fault(found.member, station.labId());
        if (fault.isPresent()) {
            return new NotHere(fault.get());
        }
        Instant now = credentials.now();
        Member fromNowOn = then.with(found);
        found.tables.audit().append(now, "person_signed_in", found.id(), about(station));
        return new SignedIn(fromNowOn, now.plus(GOOD_OFFLINE), kept.given());
    }

    private static Optional<String> fault(Member member, String labId) {
        if (!member.user().active()) {
            return Optional.of(member.user().name() + " has left; ask an administrator");
        }
        return member.belongsTo(labId)
                ? Optional.empty()
                : Optional.of(member.user().name() + " does not belong to lab " + labId);
    }

    private Optional<Member> member(String tenant, String badgeHash) throws StoreException {
        return database.read(
                tables -> tables.users().findByBadge(tenant, badgeHash).map(Versioned::value));
    }

    private String tenantOf(Station station) throws StoreException {
        return database.read(
                tables -> tables.labs().find(station.labId()).orElseThrow().value().tenantId());
    }
}

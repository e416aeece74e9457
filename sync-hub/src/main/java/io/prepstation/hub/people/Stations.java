package io.prepstation.hub.people;

import io.prepstation.hub.people.StationAccess.Expired;
import io.prepstation.hub.people.StationAccess.Granted;
import io.prepstation.hub.people.StationAccess.Replaced;
import io.prepstation.hub.people.StationAccess.Revoked;
import io.prepstation.hub.people.StationAccess.Unknown;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.RetiredToken;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StationToken;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.StationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The stations that were let in. Safe for any thread.
public final class Stations {

    private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);

    /// A station replaces its token every month; one that was not heard of for a year is let in again by a person.
    private static final Duration LIFE_OF_TOKEN = Duration.ofDays(400);

    private static final Duration ALARM_AGAIN = Duration.ofHours(1);

    private final HubDatabase database;
    private final Credentials credentials;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    public Stations(HubDatabase database, Credentials credentials) {
        this.database = database;
        this.credentials = credentials;
    }

    /// Looks the token up each time, so that a revocation takes effect with the next request. The first use of a token that
    /// was handed out to replace another one ends that other one.
    ///
    /// @param address where the request came from, for the alarm when it comes with a token that was replaced
    public StationAccess access(String token, String address) throws StoreException {
        String hash = Credentials.hash(token);
        Optional<StationToken> found = database.read(tables -> tables.stations().findByToken(hash));
        if (found.isEmpty()) {
            return withoutStation(hash, address);
        }
        StationAccess access = of(found.get());
        if (access instanceof Granted && (found.get().offered() || !found.get().used())) {
            return database.write(tables -> firstUse(tables, hash));
        }
        return access;
    }

    private StationAccess of(StationToken token) {
        if (token.station().revoked()) {
            return new Revoked(token.station());
        }
        return now().isBefore(token.since().plus(LIFE_OF_TOKEN))
                ? new Granted(token.station())
                : new Expired(token.station());
    }

    /// Looked up again, because another request may have come with the same token meanwhile.
    private StationAccess firstUse(Tables tables, String hash) {
        Optional<StationToken> found = tables.stations().findByToken(hash);
        if (found.isEmpty()) {
            return new Unknown();
        }
        String id = found.get().station().id();
        if (found.get().offered()) {
            tables.stations().takeOfferedToken(id, now());
            audit(tables, "station_token_replaced", id, id);
        } else {
            tables.stations().tokenUsed(id);
        }
        return of(found.get());
    }

    private StationAccess withoutStation(String hash, String address) throws StoreException {
        Optional<RetiredToken> retired = database.read(tables -> tables.retiredTokens().find(hash));
        if (retired.isEmpty()) {
            return new Unknown();
        }
        if (isNewAlarm(retired.get())) {
            database.write(tables -> alarm(tables, hash, retired.get().stationId(), address));
        }
        return new Replaced(retired.get().stationId());
    }

    /// Whoever tries on and on writes one alarm an hour.
    private boolean isNewAlarm(RetiredToken retired) {
        return retired.triedAt().map(last -> !now().isBefore(last.plus(ALARM_AGAIN))).orElse(true);
    }

    private boolean alarm(Tables tables, String hash, String stationId, String address) {
        tables.retiredTokens().tried(hash, now());
        tables.audit()
                .append(
                        now(),
                        "alarm_replaced_token_used",
                        "hub",
                        Json.object().put("stationId", stationId).put("address", address));
        return true;
    }

    /// Another token for a station. The present one stays good until the new one is used, so that nothing is lost whatever
    /// is interrupted.
    public String newToken(String id) throws StoreException {
        String token = credentials.newToken();
        database.write(tables -> {
            tables.stations().offerToken(id, Credentials.hash(token));
            return id;
        });
        return token;
    }

    private Instant now() {
        return credentials.now();
    }

    private void audit(Tables tables, String kind, String by, String stationId) {
        tables.audit().append(now(), kind, by, Json.object().put("stationId", stationId));
    }

    private void audit(Tables tables, String kind, String by, String stationId, String former) {
        tables.audit()
                .append(
                        now(),
                        kind,
                        by,
                        Json.object().put("stationId", stationId).put("former", former));
    }

    /// Whether a token would let its station in now; nothing is noted.
    public boolean letsIn(String token) throws StoreException {
        String hash = Credentials.hash(token);
        return database.read(tables ->
                tables.stations()
                        .findByToken(hash)
                        .filter(found -> of(found) instanceof Granted)
                        .isPresent());
    }

    /// Whether it is time to note that a station was heard of: every minute, because each note is a write.
    public boolean isNews(String id) {
        Instant now = now();
        AtomicBoolean news = new AtomicBoolean();
        noted.compute(
                id,
                (_, last) -> {
                    news.set(last == null || isOld(last, now));
                    return news.get() ? now : last;
                });
        return news.get();
    }

    private static boolean isOld(Instant last, Instant now) {
        return !now.isBefore(last.plus(OFTEN_ENOUGH));
    }

    /// Notes that a station was heard of.
    public void saw(String id) throws StoreException {
        database.write(tables -> {
            tables.stationSight().seen(id, now());
            return id;
        });
    }

    /// When somebody came last with a token that was replaced, by station: a copy of its card is about, or it was set back.
    public Map<String, Instant> alarms() throws StoreException {
        return database.read(tables -> tables.retiredTokens().lastTried());
    }

    /// Keeps what a station says of itself; the one before is forgotten.
    public void keep(String id, StationReport report) throws StoreException {
        database.write(tables -> {
            tables.stationReports().put(id, report, now());
            return id;
        });
    }

    public List<Station> all() throws StoreException {
        return database.read(tables -> tables.stations().all());
    }

    /// One station takes the place of another one, whose card or machine is gone: it may have that one's sessions again. Only in
    /// the same lab, only of one that is locked out under each of its enrolments, and only one for one.
    ///
    /// @param by a user, or `hub` for its command line
    /// @return why not; empty if it is so now
    public Optional<String> follow(String id, String former, String by) throws StoreException {
        return database.write(tables -> {
            Optional<Station> one = tables.stations().find(id);
            Optional<Station> other = tables.stations().find(former);
            if (one.isEmpty() || other.isEmpty()) {
                return Optional.of("there is no station " + (one.isEmpty() ? id : former));
            }
            Optional<String> reason = whyNot(tables, one.get(), other.get());
            if (reason.isEmpty()) {
                tables.stations().follow(id, former);
                audit(tables, "station_follows", by, id, former);
            }
            return reason;
        });
    }

    private static Optional<String> whyNot(Tables tables, Station station, Station former) {
        if (!station.labId().equals(former.labId())) {
            return Optional.of("they are not of the same lab");
        }
        List<Station> enrolments = tables.stations().ofSameKey(former);
        Optional<Station> inUse = enrolments.stream().filter(one -> !one.revoked()).findFirst();
        if (inUse.isPresent()) {
            return Optional.of(
                    "station %s%s is not revoked: two that are in use do not follow each other"
                            .formatted(
                                    inUse.get().id(),
                                    inUse.get().equals(former) ? "" : ", which has the same key,"));
        }
        if (station.revoked()) {
            return Optional.of("station " + station.id() + " is revoked");
        }
        if (tables.stations().followedBy(station.id()).isPresent()) {
            return Optional.of(alreadyFollows(station.id(), "another one"));
        }
        return enrolments.stream()
                .flatMap(one -> tables.stations().followerOf(one.id()).stream())
                .findFirst()
                .map(other -> alreadyFollows(other, "it"));
    }

    private static String alreadyFollows(String id, String whom) {
        return "station %s follows %s already; if that is wrong: prepstation-hub stations unfollow %s"
                .formatted(id, whom, id);
    }

    /// Takes back that a station took the place of another one. What it was given meanwhile it keeps.
    ///
    /// @param by a user, or `hub` for its command line
    /// @return whom it followed; empty if nobody, or if there is no such station
    public Optional<String> unfollow(String id, String by) throws StoreException {
        return database.write(tables -> {
            Optional<String> former = tables.stations().followedBy(id);
            former.ifPresent(other -> {
                tables.stations().unfollow(id);
                audit(tables, "station_unfollows", by, id, other);
            });
            return former;
        });
    }

    /// @param by a user, or `hub` for its command line
    /// @return false if there is no such station
    public boolean revoke(String id, String by) throws StoreException {
        return database.write(tables -> {
            if (tables.stations().find(id).isEmpty()) {
                return false;
            }
            tables.stations().revoke(id, now());
            audit(tables, "station_revoked", by, id);
            return true;
        });
    }
}

package io.prepstation.hub.people;

import io.prepstation.hub.people.EnrolmentResult.Enrolled;
import io.prepstation.hub.people.EnrolmentResult.NoSuchCode;
import io.prepstation.hub.people.EnrolmentResult.TooManyTries;
import io.prepstation.hub.people.EnrolmentResult.Unusable;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.PendingCode;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.sync.Enrolment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Lets stations in by one-time codes (OPS-4).
public final class Enrolments {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int WRONG_PROOFS = 5;
    private static final int LONGEST_NAME = 64;
    private static final String EVERYBODY = "everybody";

    private final HubDatabase database;
    private final Credentials credentials;
    private final TryLimit ofAddress;
    private final TryLimit ofAll;

    /// @param ofAddress limit of wrong codes by address
    /// @param ofAll limit of those of all addresses together
    public Enrolments(
            HubDatabase database, Credentials credentials, TryLimit ofAddress, TryLimit ofAll) {
        this.database = database;
        this.credentials = credentials;
        this.ofAddress = ofAddress;
        this.ofAll = ofAll;
    }

    /// A new code for a station of that lab; empty if there is no such lab.
    public Optional<OneTimeCode> newCode(String labId) throws StoreException {
        return newCode(labId, "hub");
    }

    /// @param by a user, or `hub` for its command line
    public Optional<OneTimeCode> newCode(String labId, String by) throws StoreException {
        return database.write(tables -> {
            if (tables.labs().find(labId).isEmpty()) {
                return Optional.empty();
            }
            Instant now = credentials.now();
            tables.enrolmentCodes().forgetExpired(now);
            OneTimeCode code = drawUnused(tables);
            tables.enrolmentCodes()
                    .insert(
                            new PendingCode(
                                    code.selector(),
                                    code.proofHash(),
                                    labId,
                                    now.plus(LIFE),
                                    0,
                                    Optional.empty()));
            tables.audit()
                    .append(now, "enrolment_code_made", by, Json.object().put("labId", labId));
            return Optional.of(code);
        });
    }

    /// @param address where the request came from, for the limit of tries
    public EnrolmentResult enrol(Enrolment.Request request, String address) throws StoreException {
        Optional<EnrolmentResult> fault = fault(request);
        if (fault.isPresent()) {
            return fault.get();
        }
        String network = Network.of(address);
        Optional<Duration> closed = database.read(tables -> waits(tables, network, TryLimit::look));
        return closed.isPresent()
                ? new TooManyTries(closed.get())
                : database.write(tables -> tried(tables, request, network));
    }

    private EnrolmentResult tried(Tables tables, Enrolment.Request request, String network) {
        Optional<Duration> wait = waits(tables, network, TryLimit::knock);
        if (wait.isPresent()) {
            return new TooManyTries(wait.get());
        }
        EnrolmentResult result =
                OneTimeCode.parse(request.code())
                        .map(code -> enrol(tables, request, code))
                        .orElseGet(NoSuchCode::new);
        if (!(result instanceof NoSuchCode)) {
            ofAddress.opened(tables, network);
            ofAll.opened(tables, EVERYBODY);
        }
        return result;
    }

    private Optional<Duration> waits(Tables tables, String network, Asking asking) {
        Instant now = credentials.now();
        return asking.of(ofAddress, tables, network, now)
                .or(() -> asking.of(ofAll, tables, EVERYBODY, now));
    }

    /// Knocks, or only looks.
    @FunctionalInterface
    private interface Asking {
        Optional<Duration> of(TryLimit limit, Tables tables, String whom, Instant now);
    }

    private static Optional<EnrolmentResult> fault(Enrolment.Request request) {
        if (request.name().isBlank() || request.name().length() > LONGEST_NAME) {
            return Optional.of(
                    new Unusable("name", "a station's name has 1 to 64 characters: bench-1"));
        }
        String key = request.publicKey();
        if (key != null && !SigningKey.isPublicKey(key)) {
            return Optional.of(
                    new Unusable(
                            "publicKey",
                            "not a raw Ed25519 public key: 32 bytes in base64url without padding"));
        }
        return request.hasUsableNonce()
                ? Optional.empty()
                : Optional.of(
                        new Unusable(
                                "nonce", "a nonce has 16 to 128 letters, digits, dashes or _"));
    }

    private EnrolmentResult enrol(Tables tables, Enrolment.Request request, OneTimeCode code) {
        Optional<PendingCode> pending =
                tables.enrolmentCodes().find(code.selector()).filter(this::isAlive);
        if (pending.isEmpty()) {
            return new NoSuchCode();
        }
        if (!proves(code, pending.get())) {
            tables.enrolmentCodes().countWrongProof(code.selector());
            return new NoSuchCode();
        }
        Optional<String> used = pending.get().used();
        if (used.isPresent()) {
            return waiting(tables, used.get(), request)
                    .<EnrolmentResult>map(station -> admitAgain(tables, station))
                    .orElseGet(NoSuchCode::new);
        }
        Station station =
                new Station(
                        credentials.newId(),
                        pending.get().labId(),
                        request.name(),
                        request.publicKey(),
                        false);
        Enrolled enrolled = admit(tables, station);
        tables.enrolmentCodes().markUsed(code.selector(), station.id(), credentials.now());
        return enrolled;
    }

    private Enrolled admit(Tables tables, Station station) {
        String token = credentials.newToken();
        tables.stations().insert(station, Credentials.hash(token), credentials.now());
        tables.audit()
                .append(
                        credentials.now(),
                        "station_enrolled",
                        station.id(),
                        Json.object()
                                .put("name", station.name())
                                .put("labId", station.labId())
                                .put("publicKey", station.publicKey()));
        return enrolled(tables, station, token);
    }

    /// The station that a used code has let in, if the answer never reached it: it comes again with the same key, and has
    /// not used the token it was sent.
    private static Optional<Station> waiting(
            Tables tables, String stationId, Enrolment.Request request) {
        return tables.stations()
                .find(stationId)
                .filter(station -> !station.revoked())
                .filter(station ->
                        station.publicKey() != null
                                && station.publicKey().equals(request.publicKey()))
                .filter(station -> !tables.stations().hasUsedToken(station.id()));
    }

    /// The token that was lost on the way is good no more; nobody has used it.
    private Enrolled admitAgain(Tables tables, Station station) {
        String token = credentials.newToken();
        tables.stations()
                .replaceUnusedToken(station.id(), Credentials.hash(token), credentials.now());
        tables.audit()
                .append(
                        credentials.now(),
                        "station_enrolled_again",
                        station.id(),
                        Json.object().put("labId", station.labId()));
        return enrolled(tables, station, token);
    }

    private static Enrolled enrolled(Tables tables, Station station, String token) {
        Lab lab = tables.labs().find(station.labId()).orElseThrow().value();
        HubIdentity hub = tables.identity().find().orElseThrow();
        return new Enrolled(
                new Enrolment.Answer(
                        station.id(),
                        token,
                        station.labId(),
                        lab.tenantId(),
                        hub.keyId(),
                        hub.publicKey(),
                        hub.feedEpoch(),
                        null));
    }

    private boolean isAlive(PendingCode code) {
        return code.wrongProofs() < WRONG_PROOFS && credentials.now().isBefore(code.expiresAt());
    }

    /// Takes the same time whatever is wrong.
    private static boolean proves(OneTimeCode code, PendingCode pending) {
        return MessageDigest.isEqual(
                code.proofHash().getBytes(StandardCharsets.US_ASCII),
                pending.proofHash().getBytes(StandardCharsets.US_ASCII));
    }

    private OneTimeCode drawUnused(Tables tables) {
        OneTimeCode code = credentials.newCode();
        while (tables.enrolmentCodes().find(code.selector()).isPresent()) {
            code = credentials.newCode();
        }
        return code;
    }
}

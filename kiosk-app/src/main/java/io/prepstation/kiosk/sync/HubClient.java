package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.AttachmentUpload;
import io.prepstation.model.sync.AttachmentUpload.State;
import io.prepstation.model.sync.Conflicts;
import io.prepstation.model.sync.Enrolment;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.HashSums;
import io.prepstation.model.sync.OwnSession;
import io.prepstation.model.sync.PersonLogin;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.StationReport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Speaks to one hub with one station's token. Every call waits for its answer, so it belongs on a virtual thread;
/// nothing is retried here.
public final class HubClient implements HubPort, SumsPort, DecisionPort {

    private static final String ATTACHMENTS = "/api/attachments";

    private final HubExchange exchange;
    private final @Nullable HubToken token;

    private HubClient(HubExchange exchange, @Nullable HubToken token) {
        this.exchange = exchange;
        this.token = token;
    }

    /// A client that may only enrol and probe, at a hub whose certificate this machine trusts anyway.
    public static HubClient stranger(HubNetwork network, HubAddress hub, HubTimeouts timeouts) {
        return stranger(network, hub, null, timeouts);
    }

    /// A client that may only enrol and probe.
    ///
    /// @param authority the hub's own certificate authority, PEM; null for those this machine trusts anyway
    public static HubClient stranger(
            HubNetwork network, HubAddress hub, @Nullable String authority, HubTimeouts timeouts) {
        return new HubClient(new HubExchange(network, hub, authority, timeouts), null);
    }

    /// A client of an enrolled station.
    ///
    /// @throws IllegalArgumentException if the enrolment's address is none
    public static HubClient station(
            HubNetwork network, StationEnrolment enrolment, HubTimeouts timeouts) {
        HubAddress hub =
                HubAddress.parse(enrolment.hubUrl())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "not a hub's address: " + enrolment.hubUrl()));
        return new HubClient(
                new HubExchange(network, hub, enrolment.hubAuthority(), timeouts),
                network.token(enrolment));
    }

    @FunctionalInterface
    private interface Asking<T, E extends Exception> {
        HubAnswer<T> with(@Nullable String token) throws E;
    }

    /// With the token that is the station's until the answer is there.
    private <T, E extends Exception> HubAnswer<T> asStation(Asking<T, E> asking) throws E {
        if (token == null) {
            return asking.with(null);
        }
        try (HubToken.Use use = token.use()) {
            return asking.with(use.token());
        }
    }

    /// Sends a finished session.
    ///
    /// @param bundle the frozen canonical text
    @Override
    public HubAnswer<Receipt> upload(String bundle, String stood) {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.postCompressed("/api/sync/upload", secret, bundle).from(stood),
                        answer -> Json.read(answer.path("receipt"), Receipt.class)));
    }

    @Override
    public HubAnswer<State> announce(AttachmentUpload.Request attachment) {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.post(ATTACHMENTS, secret, Json.write(attachment).toString()),
                        answer -> Json.read(answer, State.class)));
    }

    @Override
    public HubAnswer<State> piece(String sha256, long offset, byte[] bytes) {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.put(
                                ATTACHMENTS + "/" + sha256 + "?offset=" + offset, secret, bytes),
                        answer -> Json.read(answer, State.class)));
    }

    @Override
    public HubAnswer<Push.Answer> push(String request, String stood) {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.postCompressed("/api/sync/push", secret, request).from(stood),
                        answer -> Json.read(answer, Push.Answer.class)));
    }

    @Override
    public HubAnswer<Pull.Page> pull(String cursor) {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.get(
                                "/api/sync/pull?cursor="
                                        + URLEncoder.encode(cursor, StandardCharsets.UTF_8),
                                secret),
                        answer -> Json.read(answer, Pull.Page.class)));
    }

    @Override
    public HubAnswer<HashSums.Answer> sums(String stood) {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.get("/api/sync/sums", secret).from(stood),
                        answer -> Json.read(answer, HashSums.Answer.class)));
    }

    @Override
    public HubAnswer<HashSums.Entries> entries(
            String stood, EntityType type, Set<Integer> buckets) {
        String numbers =
                buckets.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
        return asStation(secret ->
                exchange.ask(
                        HubRequest.get(
                                        "/api/sync/entries?entityType=%s&buckets=%s"
                                                .formatted(type.word(), numbers),
                                        secret)
                                .from(stood),
                        answer -> Json.read(answer, HashSums.Entries.class)));
    }

    @Override
    public HubAnswer<Conflicts.Answer> resolve(Conflicts.Request choice, String stood) {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.postWith(
                                        "/api/sync/resolve-conflict",
                                        secret,
                                        Json.write(choice).toString())
                                .from(stood),
                        answer -> Json.read(answer, Conflicts.Answer.class)));
    }

    /// Fetches the master data of the lab, whole or not at all.
    @Override
    public HubAnswer<Download> download(LabKey lab, HalfLoad half) throws StoreException {
        return asStation(
                secret -> exchange.load(HubRequest.get("/api/sync/download", secret), half, lab));
    }

    public HubAnswer<Enrolment.Answer> enrol(Enrolment.Request enrolment) {
        return exchange.ask(
                HubRequest.post("/api/stations/enrol", Json.write(enrolment).toString()),
                answer -> Json.read(answer, Enrolment.Answer.class));
    }

    /// Another token for the station; the present one is good until it is used.
    public HubAnswer<String> newToken() {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.post("/api/stations/token", secret, "{}"),
                        answer -> Json.read(answer, Enrolment.NewToken.class).token()));
    }

    /// Tells how the station is.
    public HubAnswer<Boolean> report(StationReport report) {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.post(
                                "/api/stations/report", secret, Json.write(report).toString()),
                        answer -> answer.path("success").asBoolean()));
    }

    /// Whether badge and PIN belong together, and whose they are.
    public HubAnswer<PersonAnswer> login(PersonLogin.Request person) {
        return person("/api/people/login", Json.write(person).toString());
    }

    public HubAnswer<PersonAnswer> changePin(PersonLogin.PinChange change) {
        return person("/api/people/pin", Json.write(change).toString());
    }

    private HubAnswer<PersonAnswer> person(String path, String json) {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.post(path, secret, json),
                        answer ->
                                new PersonAnswer.Known(Json.read(answer, PersonLogin.Answer.class)),
                        retryAfter -> Optional.of(new PersonAnswer.TriedTooOften(retryAfter))));
    }

    /// A session as the hub keeps it: `{"session":{…},"receipt":{…}}`.
    public HubAnswer<ObjectNode> session(String id) {
        return asStation(secret ->
                exchange.ask(HubRequest.get("/api/sessions/" + id, secret), answer -> answer));
    }

    /// What the hub keeps of this station's audit trail: `{"heads":[…],"next","hasMore"}`.
    ///
    /// @param after the feed number of the last one that was read; 0 for the first page
    public HubAnswer<ObjectNode> auditHeads(long after) {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.get("/api/audit/heads?after=" + after, secret),
                        answer -> answer));
    }

    /// The sessions this station brought before.
    ///
    /// @param after the feed number of the last one that was read; 0 for the first page
    public HubAnswer<OwnSession.Page> ownSessions(long after) {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.get("/api/sync/sessions?after=" + after, secret),
                        answer -> Json.read(answer, OwnSession.Page.class)));
    }

    /// One of them, letter for letter.
    public HubAnswer<OwnSession> ownSession(String id) {
        return asStation(secret ->
                exchange.ask(
                        HubRequest.get(
                                "/api/sync/sessions/"
                                        + URLEncoder.encode(id, StandardCharsets.UTF_8),
                                secret),
                        answer -> Json.read(answer, OwnSession.class)));
    }

    /// How long the hub takes to say that it is there.
    @Override
    public HubAnswer<Duration> probe() {
        long start = System.nanoTime();
        return exchange.ask(
                HubRequest.probe("/health/live"), _ -> Duration.ofNanos(System.nanoTime() - start));
    }
}

package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Enrolment;
import io.prepstation.model.sync.PersonLogin;
import io.prepstation.model.sync.Receipt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Speaks to one hub with one station's token. Every call waits for its answer, so it belongs on a virtual thread;
/// nothing is retried here.
public final class HubClient {

    private final HubExchange exchange;
    private final @Nullable String token;

    private HubClient(HubExchange exchange, @Nullable String token) {
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
            HubNetwork network,
            HubAddress hub,
            @Nullable String authority,
            HubTimeouts timeouts) {
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
        return new HubClient(new HubExchange(network, hub, enrolment.hubAuthority(), timeouts),
                enrolment.token());
    }

    /// Sends a finished session.
    ///
    /// @param bundle the frozen canonical text
    public HubAnswer<Receipt> upload(String bundle) {
        return exchange.ask(
                HubRequest.postCompressed("/api/sync/upload", token, bundle),
                answer -> Json.read(answer.path("receipt"), Receipt.class));
    }

    /// Fetches the master data of the lab, whole or not at all.
    public HubAnswer<Download> download(LabKey lab) {
        DownloadLines lines = new DownloadLines(lab);
        return exchange.stream(
                HubRequest.get("/api/sync/download", token),
                new LineReader(lines::line),
                lines::whole);
    }

    public HubAnswer<Enrolment.Answer> enrol(Enrolment.Request enrolment) {
        return exchange.ask(
                HubRequest.post("/api/stations/enrol", Json.write(enrolment).toString()),
                answer -> Json.read(answer, Enrolment.Answer.class));
    }

    /// Whether badge and PIN belong together, and whose they are.
    public HubAnswer<PersonLogin.Answer> login(PersonLogin.Request person) {
        return person("/api/people/login", Json.write(person).toString());
    }

    public HubAnswer<PersonLogin.Answer> changePin(PersonLogin.PinChange change) {
        return person("/api/people/pin", Json.write(change).toString());
    }

    private HubAnswer<PersonLogin.Answer> person(String path, String json) {
        return exchange.ask(
                HubRequest.post(path, token, json),
                answer -> Json.read(answer, PersonLogin.Answer.class));
    }

    /// A session as the hub keeps it: `{"session":{…},"receipt":{…}}`.
    public HubAnswer<ObjectNode> session(String id) {
        return exchange.ask(HubRequest.get("/api/sessions/" + id, token), answer -> answer);
    }

    /// How long the hub takes to say that it is there.
    public HubAnswer<Duration> probe() {
        long start = System.nanoTime();
        return exchange.ask(
                HubRequest.probe("/health/live"), _ -> Duration.ofNanos(System.nanoTime() - start));
    }
}

package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.EnrolResult.BadAddress;
import io.prepstation.kiosk.sync.EnrolResult.Enrolled;
import io.prepstation.kiosk.sync.EnrolResult.EnrolledWithoutData;
import io.prepstation.kiosk.sync.EnrolResult.NotEnrolled;
import io.prepstation.kiosk.sync.EnrolResult.NotStored;
import io.prepstation.kiosk.sync.EnrolResult.OtherAuthority;
import io.prepstation.kiosk.sync.EnrolResult.OtherHub;
import io.prepstation.kiosk.sync.EnrolResult.Unprotected;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.HubAnswer.Failed;
import io.prepstation.kiosk.sync.HubFailure.Cut;
import io.prepstation.kiosk.sync.HubFailure.Older;
import io.prepstation.kiosk.sync.HubFailure.Unintelligible;
import io.prepstation.kiosk.sync.HubFailure.Unreachable;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.sync.Enrolment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Brings a station into a lab (OPS-4): its public key to the hub, the hub's token and key here, then the first download.
public final class Enrol {

    private static final String STATION_EPOCH = "station_epoch";
    private static final String NO_PROOF =
            "The hub does not prove who it is: its program is older than this station's. Update the hub, then make a new"
                    + " code.";
    private static final String WRONG_PROOF = "it has not got the key that it names";

    private final Path dataFolder;
    private final StationDatabase station;
    private final HubNetwork network;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /// @param ids gives a new UUIDv7 each time
    public Enrol(
            Path dataFolder,
            StationDatabase station,
            HubNetwork network,
            InstantSource clock,
            Supplier<String> ids) {
        this.dataFolder = dataFolder;
        this.station = station;
        this.network = network;
        this.clock = clock;
        this.ids = ids;
    }

    /// Waits for the hub. An engine of the same lab that runs meanwhile, in a kiosk, may hold again by the former enrolment
    /// what is let go here: who changes over to the new one lets it go once more.
    ///
    /// @param code one-time, `ABCD-EFGH`
    /// @param name how people call this station, `bench-1`
    public EnrolResult enrol(String hubUrl, String code, String name) {
        return enrol(hubUrl, code, name, null);
    }

    /// @param caPin SHA-256 of the hub's certificate authority, hexadecimal, which then is the only one trusted; null
    ///     for those this machine trusts anyway
    public EnrolResult enrol(String hubUrl, String code, String name, @Nullable String caPin) {
        return enrol(new EnrolmentCode(hubUrl, caPin, code), name, true);
    }

    /// The same with what somebody held up or typed at the station; never leads a lab's records to another hub.
    public EnrolResult join(EnrolmentCode read, String name) {
        return enrol(read, name, false);
    }

    private EnrolResult enrol(EnrolmentCode read, String name, boolean anyHub) {
        String hubUrl = read.hubUrl();
        String caPin = read.caPin();
        Optional<HubAddress> hub = HubAddress.parse(hubUrl);
        if (hub.isEmpty() || (caPin != null && !hub.get().secure())) {
            return new BadAddress(hubUrl);
        }
        if (!hub.get().secure() && !hub.get().isOwnMachine()) {
            return new Unprotected(hubUrl);
        }
        try {
            Optional<String> authority =
                    caPin == null ? Optional.empty() : PinnedAuthority.find(hub.get(), caPin);
            return caPin != null && authority.isEmpty()
                    ? new OtherAuthority(hubUrl)
                    : enrol(hub.get(), read.code(), name, authority.orElse(null), anyHub);
        } catch (IOException e) {
            return new NotEnrolled(new Unreachable(String.valueOf(e.getMessage())));
        }
    }

    /// An answer that was lost is asked for once more: the hub knows this station by its key.
    private EnrolResult enrol(
            HubAddress hub, String code, String name, @Nullable String authority, boolean anyHub) {
        try {
            Enrolment.Request request =
                    new Enrolment.Request(
                            code,
                            name,
                            StationKey.open(dataFolder).publicKey(),
                            ids.get() + ids.get());
            HubClient client = HubClient.stranger(network, hub, authority, HubTimeouts.DEFAULT);
            HubAnswer<Enrolment.Answer> first = client.enrol(request);
            HubAnswer<Enrolment.Answer> answer =
                    first instanceof Failed<Enrolment.Answer>(Cut _)
                            ? client.enrol(request)
                            : first;
            return switch (answer) {
                case Accepted<Enrolment.Answer>(var given) when given.proof() == null ->
                        new NotEnrolled(new Older(NO_PROOF));
                case Accepted<Enrolment.Answer>(var given) when !given.isProvenFor(request) ->
                        new NotEnrolled(new Unintelligible(WRONG_PROOF));
                case Accepted<Enrolment.Answer>(var given) ->
                        anyHub || isOwn(given)
                                ? admitted(hub, given, authority)
                                : new OtherHub(labOf(given));
                case Failed<Enrolment.Answer>(var why) -> new NotEnrolled(why);
            };
        } catch (StoreException e) {
            return new NotStored(e);
        }
    }

    private EnrolResult admitted(
            HubAddress hub, Enrolment.Answer answer, @Nullable String authority)
            throws StoreException {
        StationEnrolment enrolment =
                new StationEnrolment(
                        labOf(answer),
                        answer.stationId(),
                        hub.toString(),
                        answer.token(),
                        answer.hubKeyId(),
                        answer.hubPublicKey(),
                        answer.feedEpoch(),
                        stationEpoch(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        authority);
        try (LabDatabase lab = LabDatabase.open(dataFolder, enrolment.lab())) {
            letGo(lab);
            station.join(enrolment);
            return firstDownload(lab, enrolment);
        }
    }

    /// What an earlier enrolment left on hold may go now. Before the new one is kept: interrupted in between, it is held
    /// again by the old one, and nothing waits for ever beside the new one.
    private void letGo(LabDatabase lab) throws StoreException {
        lab.change(handle -> Outbox.release(handle, clock.instant()));
    }

    private static LabKey labOf(Enrolment.Answer answer) {
        return new LabKey(answer.tenantId(), answer.labId());
    }

    /// Whether the lab is new here, or known to be kept by the hub that answers. The answer is proven before: the hub's
    /// public key alone is known to every station.
    private boolean isOwn(Enrolment.Answer answer) throws StoreException {
        Optional<StationEnrolment> known = station.enrolment(labOf(answer));
        return known.isEmpty() || known.get().hubPublicKey().equals(answer.hubPublicKey());
    }

    /// Nothing is gone on with that came by a former enrolment.
    private EnrolResult firstDownload(LabDatabase lab, StationEnrolment enrolment)
            throws StoreException {
        HubClient client = HubClient.station(network, enrolment, HubTimeouts.DEFAULT);
        HalfLoad half = HalfLoad.of(lab);
        half.forget();
        return switch (client.download(enrolment.lab(), half)) {
            case Accepted<Download>(var download) -> {
                download.replaceIn(lab);
                yield new Enrolled(enrolment, download.entities());
            }
            case Failed<Download>(var why) -> new EnrolledWithoutData(enrolment, why);
        };
    }

    private String stationEpoch() throws StoreException {
        Optional<String> known = station.fact(STATION_EPOCH);
        if (known.isPresent()) {
            return known.get();
        }
        String epoch = ids.get();
        station.remember(STATION_EPOCH, epoch);
        return epoch;
    }
}

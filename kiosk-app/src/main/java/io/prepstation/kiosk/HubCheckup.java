package io.prepstation.kiosk;

import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.sync.HubAddress;
import io.prepstation.kiosk.sync.HubAnswer;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.kiosk.sync.HubFailure;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.HubTimeouts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether the hub lets this station in: asked as the kiosk asks it, with the certificate authority it was enrolled at and
/// its token, for a page of nothing.
final class HubCheckup {

    /// No feed has so many numbers.
    private static final long AFTER_ALL = 1_000_000_000_000_000L;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HubTimeouts TIMEOUTS =
            new HubTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE);

    /// Where systemd looks for units and for what was put over them, the folder that counts most first.
    private static final List<Path> UNITS =
            Stream.of("/etc", "/run", "/usr/local/lib", "/usr/lib")
                    .map(folder -> Path.of(folder, "systemd", "system"))
                    .toList();

    /// Who speaks to the hub.
    private static final Map<String, String> SPEAKERS =
            new TreeMap<>(
                    Map.of(
                            "prepstation-kiosk",
                            "the kiosk",
                            "prepstation-upload",
                            "the nightly upload"));

    private final List<Path> units;

    HubCheckup() {
        this(UNITS);
    }

    HubCheckup(List<Path> units) {
        this.units = units;
    }

    Finding of(StationEnrolment enrolment) {
        if (!enrolment.hasHub()) {
            return Finding.ok("hub", "none: the station works alone, its records stay on it");
        }
        String url = enrolment.hubUrl();
        try (HubNetwork network = new HubNetwork()) {
            return switch (HubClient.station(network, enrolment, TIMEOUTS).auditHeads(AFTER_ALL)) {
                case HubAnswer.Accepted<?> _ -> reached(url);
                case HubAnswer.Failed<?>(var why) -> failed(url, why);
            };
        } catch (IllegalArgumentException noAddress) {
            return Finding.fail("hub", String.valueOf(noAddress.getMessage()));
        }
    }

    private Finding reached(String url) {
        String shutOut = shutOut(url);
        return shutOut.isEmpty()
                ? Finding.ok("hub", url + " lets this station in")
                : Finding.warn(
                        "hub",
                        url
                                + " lets this station in, but "
                                + shutOut
                                + " may not go there: IPAddressAllow= of the unit lacks the address."
                                + " See docs/operations.md, \"A hub with a public address\"");
    }

    private static Finding failed(String url, HubFailure why) {
        String said = url + ": " + why.text();
        return switch (why) {
            case HubFailure.Unreachable _,
                    HubFailure.Cut _,
                    HubFailure.Busy _,
                    HubFailure.HubBroken _,
                    HubFailure.Paused _ ->
                    Finding.warn(
                            "hub",
                            said
                                    + ". The station works on, its sessions wait. Check cable or Wi-Fi, and whether"
                                    + " the hub runs");
            case HubFailure.NotAllowed _ ->
                    Finding.fail(
                            "hub",
                            said
                                    + ". Its sessions wait until it is enrolled again: prepstation-hub enrol-code,"
                                    + " station enrol");
            case HubFailure.NotUnderstood _,
                    HubFailure.Refused _,
                    HubFailure.NotFound _,
                    HubFailure.Conflicting _,
                    HubFailure.Incomplete _,
                    HubFailure.Older _,
                    HubFailure.Gone _,
                    HubFailure.TooBig _,
                    HubFailure.Unintelligible _ ->
                    Finding.fail("hub", said);
        };
    }

    /// Who of those that speak to the hub may not; empty if all may.
    private String shutOut(String url) {
        Optional<HubAddress> hub = HubAddress.parse(url);
        try {
            return hub.isEmpty() ? "" : shutOut(InetAddress.getByName(hub.get().host()));
        } catch (UnknownHostException goneMeanwhile) {
            return "";
        }
    }

    String shutOut(InetAddress hub) {
        return SPEAKERS.entrySet().stream()
                .filter(speaker -> !UnitReach.of(units, speaker.getKey()).has(hub))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(" and "));
    }
}

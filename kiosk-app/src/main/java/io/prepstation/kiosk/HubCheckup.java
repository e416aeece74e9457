package io.prepstation.kiosk;

import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.sync.HubAddress;
import io.prepstation.kiosk.sync.HubAnswer;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.kiosk.sync.HubFailure;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.HubTimeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Whether the hub lets this station in: asked as the kiosk asks it, with the certificate authority it was enrolled at and
/// its token, for a page of nothing.
final class HubCheckup {

    /// No feed has so many numbers.
    private static final long AFTER_ALL = 1_000_000_000_000_000L;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HubTimeouts TIMEOUTS =
            new HubTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE);

    /// Where somebody lets the units reach other addresses (`systemctl edit`).
    private static final List<Path> DROP_INS =
            List.of(
                    Path.of("/etc/systemd/system/prepstation-kiosk.service.d"),
                    Path.of("/etc/systemd/system/service.d"));

    private final List<Path> dropIns;

    HubCheckup() {
        this(DROP_INS);
    }

    HubCheckup(List<Path> dropIns) {
        this.dropIns = dropIns;
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
        return shutOut(url)
                ? Finding.warn(
                        "hub",
                        url
                                + " lets this station in, but not the kiosk: its unit reaches private addresses only."
                                + " See docs/operations.md, \"A hub with a public address\"")
                : Finding.ok("hub", url + " lets this station in");
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

    private boolean shutOut(String url) {
        try {
            return HubAddress.parse(url).isPresent()
                    && !isPrivate(InetAddress.getByName(HubAddress.parse(url).orElseThrow().host()))
                    && dropIns.stream().noneMatch(HubCheckup::letsOut);
        } catch (UnknownHostException goneMeanwhile) {
            return false;
        }
    }

    /// What the units allow (`IPAddressAllow=`).
    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean local6 = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        return local6
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress();
    }

    private static boolean letsOut(Path dropIns) {
        if (!Files.isDirectory(dropIns)) {
            return false;
        }
        try (Stream<Path> files = Files.list(dropIns)) {
            for (Path file : files.toList()) {
                if (Files.readString(file).contains("IPAddressAllow")) {
                    return true;
                }
            }
            return false;
        } catch (IOException unreadable) {
            return false;
        }
    }
}

package io.prepstation.kiosk;

import io.prepstation.config.StationConfig;
import io.prepstation.device.DeviceStatus;
import io.prepstation.device.gpio.BenchPins;
import io.prepstation.kiosk.field.DiskGuard;
import io.prepstation.kiosk.store.ClockFloors;
import io.prepstation.kiosk.store.HubClock;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.OlderFiles;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.Restores;
import io.prepstation.kiosk.store.ReturnedRows;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.SessionSummary;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.sync.ClockFloor;
import io.prepstation.model.sync.ClockOffset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Looks at everything a station needs, one thing after the other, and says what to do about each (OPS-5).
///
/// It changes nothing, and may run beside the kiosk: a device the kiosk holds is said to be held.
public final class Checkup {

    /// The command line speaks English.
    private static final TroubleWords IN_ENGLISH =
            new TroubleWords(new Words(Locale.ENGLISH, ZoneOffset.UTC));

    /// Written by systemd once the clock was set from the network.
    private static final Path CLOCK_SET = Path.of("/run/systemd/timesync/synchronized");

    private final Path data;
    private final StationConfig settings;
    private final InstantSource clock;
    private final DeviceCheckup devices;

    public Checkup(Path data, StationConfig settings, InstantSource clock) {
        this.data = data;
        this.settings = settings;
        this.clock = clock;
        this.devices = new DeviceCheckup(settings);
    }

    /// Looks at everything, then lets these devices do what they are for.
    ///
    /// @param trials unlike everything else here they print, light up and wait for a weight
    public List<Finding> run(Set<DeviceTrial.Kind> trials) throws InterruptedException {
        List<Finding> findings = run();
        DeviceTrial trial = new DeviceTrial(settings, clock, IN_ENGLISH);
        for (DeviceTrial.Kind kind : DeviceTrial.Kind.values()) {
            if (trials.contains(kind)) {
                findings.add(trial.of(kind));
            }
        }
        return findings;
    }

    /// Takes some seconds: devices and hub are asked and waited for.
    private List<Finding> run() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(disk());
        List<Path> older = OlderFiles.of(data);
        Optional<StationEnrolment> enrolment =
                older.isEmpty() ? enrolment(findings) : Optional.empty();
        older.stream().findFirst().map(Checkup::older).ifPresent(findings::add);
        enrolment.ifPresent(known -> findings.add(database(known)));
        findings.add(time(enrolment));
        findings.add(
                enrolment
                        .map(new HubCheckup()::of)
                        .orElse(
                                Finding.absent(
                                        "hub",
                                        older.isEmpty()
                                                ? "the station belongs to no lab yet"
                                                : "not looked at, because the database was not")));
        findings.add(devices.balance());
        findings.add(devices.camera());
        findings.add(devices.scanner());
        findings.add(printer());
        findings.add(pins());
        return findings;
    }

    /// To look into it would be to upgrade it, under a kiosk of the former program.
    private static Finding older(Path file) {
        return Finding.warn(
                "database",
                file
                        + " is of an earlier version of the program and was not looked at; the kiosk's next start upgrades it:"
                        + " systemctl restart prepstation-kiosk, or wait until no preparation is open");
    }

    private Finding disk() {
        Path existing = data;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return disk(existing.toFile().getTotalSpace(), existing.toFile().getUsableSpace(), data);
    }

    /// By the limits that the kiosk lets sessions begin by.
    static Finding disk(long total, long free, Path data) {
        String left = "%.1f of %.1f GB free at %s".formatted(free / 1e9, total / 1e9, data);
        return switch (DiskGuard.levelOf(total, free)) {
            case FULL -> Finding.fail("disk", left + ": no session can begin. Free some space");
            case LOW -> Finding.warn("disk", left + ": free some space soon");
            case GOOD -> Finding.ok("disk", left);
        };
    }

    private Optional<StationEnrolment> enrolment(List<Finding> findings) {
        if (!Files.exists(data.resolve("station.db"))) {
            findings.add(
                    Finding.fail(
                            "database",
                            "there is no station.db in "
                                    + data
                                    + ": is --data right? If so, join a hub: station enrol"));
            return Optional.empty();
        }
        try (StationDatabase station = StationDatabase.open(data)) {
            Optional<StationEnrolment> current = station.current();
            if (current.isEmpty()) {
                findings.add(
                        Finding.fail(
                                "database",
                                "the station belongs to no lab yet: station enrol --url <hub> --code"
                                        + " <code>"));
            }
            return current;
        } catch (StoreException failure) {
            findings.add(Finding.fail("database", String.valueOf(failure.getMessage())));
            return Optional.empty();
        }
    }

    private Finding database(StationEnrolment enrolment) {
        try (LabDatabase lab = LabDatabase.open(data, enrolment.lab())) {
            return Finding.ok(
                    "database",
                    "%s opens and its tables are right; last session %s%s"
                            .formatted(
                                    lab.path(),
                                    newest(lab).map(Instant::toString).orElse("none yet"),
                                    lab.read(Checkup::returned)));
        } catch (StoreException failure) {
            return Finding.fail("database", String.valueOf(failure.getMessage()));
        }
    }

    private static String returned(ReadHandle handle) {
        int restores = Restores.count(handle);
        int sessions = ReturnedRows.count(handle);
        return restores + sessions == 0
                ? ""
                : "; put back %d times, %d sessions came back from the hub"
                        .formatted(restores, sessions);
    }

    private static Optional<Instant> newest(LabDatabase lab) throws StoreException {
        return lab.read(handle -> SessionRepository.list(handle, 1)).stream()
                .findFirst()
                .map(SessionSummary::startedAt);
    }

    /// A clock that stands before what the records know was set wrong, or has no battery.
    private Finding time(Optional<StationEnrolment> enrolment) {
        Instant now = clock.instant();
        Optional<ClockFloor> floor = enrolment.flatMap(this::floor).or(Checkup::builtFloor);
        if (floor.filter(known -> known.refuses(now)).isPresent()) {
            return Finding.fail(
                    "clock",
                    floor.get().fault(now)
                            + ": no session can begin; "
                            + StationClock.remedy(floor.get()));
        }
        Optional<ClockOffset> offset = enrolment.flatMap(this::offset);
        if (offset.filter(ClockOffset::isWrong).isPresent()) {
            return Finding.warn(
                    "clock",
                    "%s, %s: look at timedatectl here and at the hub; records keep the time that was"
                                    .formatted(now, ClockText.of(offset.get()))
                            + " shown at the bench");
        }
        String beside = offset.map(found -> ", " + ClockText.of(found)).orElse("");
        return Files.exists(CLOCK_SET)
                ? Finding.ok("clock", now + ", set from the network" + beside)
                : Finding.warn(
                        "clock",
                        now
                                + beside
                                + "; nothing says that it was set from the network: compare it with a"
                                + " watch, and look at timedatectl");
    }

    private Optional<ClockOffset> offset(StationEnrolment enrolment) {
        try (LabDatabase lab = LabDatabase.open(data, enrolment.lab())) {
            return lab.read(HubClock::last);
        } catch (StoreException reported) {
            return Optional.empty();
        }
    }

    private static Optional<ClockFloor> builtFloor() {
        return ClockFloor.of(StationClock.built(), Optional.empty(), List.of());
    }

    private Optional<ClockFloor> floor(StationEnrolment enrolment) {
        try (LabDatabase lab = LabDatabase.open(data, enrolment.lab())) {
            return lab.read(handle -> ClockFloors.read(handle, StationClock.built()));
        } catch (StoreException reported) {
            return Optional.empty();
        }
    }

    private Finding printer() {
        return Devices.printer(settings.printer())
                .map(printer -> finding("printer", printer.status()))
                .orElse(Finding.absent("printer", "none is configured: printer.kind"));
    }

    private Finding pins() {
        try (BenchPins pins = Devices.pins(settings.gpio(), () -> {})) {
            pins.start();
            return pins.status() instanceof DeviceStatus.Absent
                    ? Finding.absent("pins", "nothing is wired: [gpio]")
                    : finding("pins", pins.status());
        }
    }

    private static Finding finding(String what, DeviceStatus status) {
        return switch (status) {
            case DeviceStatus.Absent _ -> Finding.absent(what, "none is configured");
            case DeviceStatus.Connecting(var where) -> Finding.warn(what, where + ": connecting");
            case DeviceStatus.Online(var identity) -> Finding.ok(what, identity);
            case DeviceStatus.Offline(var _, var troubles) ->
                    Finding.fail(what, IN_ENGLISH.of(troubles));
        };
    }
}

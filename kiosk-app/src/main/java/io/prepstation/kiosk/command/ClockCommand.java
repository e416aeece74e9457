package io.prepstation.kiosk.command;

import io.prepstation.kiosk.StationClock;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.ClockFloors;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ClockFloor;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The clock, held against what the records know of the time.
@Command(
        name = "clock",
        description =
                "Says whether the clock can be right, by what the audit trail and the hub know; exit code 1 if it cannot.")
final class ClockCommand implements Callable<Integer> {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Option(
            names = "--confirm",
            description =
                    "the clock is right although the records are later, because it was ahead before; the audit trail says"
                            + " that somebody said so")
    boolean confirm;

    @Override
    public Integer call() throws StoreException {
        Path data = station.options.data;
        StationEnrolment enrolment = Labs.enrolment(data);
        try (LabDatabase lab = LabDatabase.open(data, enrolment.lab())) {
            Instant now = InstantSource.system().instant();
            Optional<ClockFloor> wrong = wrong(lab, now);
            if (wrong.filter(ClockFloor::canBeOverruled).isPresent() && confirm) {
                lab.change(handle ->
                        AuditTrail.append(
                                handle,
                                now,
                                ClockFloors.CONFIRMED,
                                enrolment.stationId(),
                                Json.object().put("notBefore", wrong.get().at().toString())));
            }
            Optional<ClockFloor> left = confirm ? wrong(lab, now) : wrong;
            boolean fails = left.isPresent();
            String text =
                    left.map(floor -> floor.fault(now) + "; " + StationClock.remedy(floor))
                            .orElse("the clock says " + now + ", which can be");
            spec.commandLine()
                    .getOut()
                    .println(
                            station.options.json
                                    ? Json.object()
                                            .put("now", now.toString())
                                            .put("wrong", fails)
                                            .put("detail", text)
                                    : text);
            return fails ? ExitCode.NOT_FOUND : ExitCode.OK;
        }
    }

    private static Optional<ClockFloor> wrong(LabDatabase lab, Instant now) throws StoreException {
        return lab.read(handle -> ClockFloors.read(handle, StationClock.built()))
                .filter(floor -> floor.refuses(now));
    }
}

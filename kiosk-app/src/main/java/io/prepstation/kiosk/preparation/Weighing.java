package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.StepStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What is added to a session while it runs.
final class Weighing {

    private Weighing() {}

    /// Records a confirmed weight and ends its step. The same dispense again changes nothing.
    static Outcome<SessionRecord> record(
            WriteHandle handle, SessionRecord record, Dispense confirmed, Instant now) {
        Dispense dispense = toTheMillisecond(confirmed);
        Optional<Dispense> known =
                record.dispenses().stream()
                        .filter(one -> one.id().equals(dispense.id()))
                        .findFirst();
        if (known.isPresent()) {
            return known.get().equals(dispense)
                    ? new Outcome.Saved<>(record)
                    : new Outcome.Refused<>(new Refusal.DispenseReused(dispense.id()));
        }
        Optional<Refusal> refusal = DispenseCheck.refusal(record, dispense);
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        SessionRepository.insertDispense(handle, record.id(), dispense);
        SessionRepository.setStepStatus(handle, dispense.stepId(), StepStatus.DONE);
        SessionRepository.deleteCheckpoint(handle, record.id());
        SessionRecord after = SessionRepository.find(handle, record.id()).orElseThrow();
        SessionEvents.append(
                handle,
                now,
                "dispense_recorded",
                dispense.by(),
                after,
                Json.object()
                        .put("dispenseId", dispense.id())
                        .put("stepId", dispense.stepId())
                        .put("net", dispense.net().toString())
                        .put("rawFrame", dispense.rawFrame()));
        return new Outcome.Saved<>(after);
    }

    /// Adds something that did not go as planned.
    static Outcome<SessionRecord> deviate(
            WriteHandle handle, SessionRecord record, SessionDeviation deviation) {
        SessionRepository.insertDeviation(handle, record.id(), deviation);
        SessionRecord after = SessionRepository.find(handle, record.id()).orElseThrow();
        SessionEvents.append(
                handle,
                deviation.at(),
                "deviation_recorded",
                deviation.by(),
                after,
                Json.object().put("deviation", deviation.kind()).put("text", deviation.text()));
        return new Outcome.Saved<>(after);
    }

    /// Times are kept to the millisecond, as on the wire; the record handed on is the one that will be read back.
    private static Dispense toTheMillisecond(Dispense dispense) {
        return new Dispense(
                dispense.id(),
                dispense.stepId(),
                dispense.scannedCode(),
                dispense.lotId(),
                dispense.containerId(),
                dispense.net(),
                dispense.gross(),
                dispense.tare(),
                dispense.tareSource(),
                dispense.displayed(),
                dispense.unit(),
                dispense.stability(),
                dispense.rawFrame(),
                dispense.balanceSerial(),
                dispense.at().truncatedTo(ChronoUnit.MILLIS),
                dispense.by());
    }
}

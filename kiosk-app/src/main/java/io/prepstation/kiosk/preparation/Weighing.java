package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.PourTraces;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.StepStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is added to a session while it runs.
final class Weighing {

    private Weighing() {}

    /// Records a confirmed weight and ends its step. The same dispense again changes nothing.
    ///
    /// @param removed what was taken out again after too much was in; null if nothing was
    static Outcome<SessionRecord> record(
            WriteHandle handle,
            SessionRecord record,
            Dispense confirmed,
            @Nullable Mass removed,
            Instant now) {
        Dispense dispense = toTheMillisecond(confirmed);
        Optional<Outcome<SessionRecord>> known = recordedBefore(record, dispense);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Refusal> refusal = DispenseCheck.refusal(record, dispense);
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        SessionRecord weighed = insert(handle, record, dispense, StepStatus.DONE, now);
        boolean wasted = removed != null && !record.byDifference(dispense);
        Stock.take(handle, record, dispense, wasted ? removed : null);
        return new Outcome.Saved<>(
                removed == null ? weighed : overshot(handle, weighed, dispense, removed, now));
    }

    /// Empty if a dispense is new; else what it came to when it was first recorded.
    static Optional<Outcome<SessionRecord>> recordedBefore(
            SessionRecord record, Dispense dispense) {
        return record.dispenses().stream()
                .filter(one -> one.id().equals(dispense.id()))
                .findFirst()
                .map(known ->
                        known.equals(dispense)
                                ? new Outcome.Saved<>(record)
                                : new Outcome.Refused<>(new Refusal.DispenseReused(dispense.id())));
    }

    static boolean unknown(SessionRecord record, Dispense dispense) {
        return record.dispenses().stream().noneMatch(one -> one.id().equals(dispense.id()));
    }

    /// Records what came out of one container and leaves its step open (WEI-7). The same part again changes nothing.
    ///
    /// @param smallest holds for every part
    static Outcome<SessionRecord> recordPart(
            WriteHandle handle,
            SessionRecord record,
            Dispense confirmed,
            MinimumWeightRule smallest,
            Instant now) {
        Dispense dispense = toTheMillisecond(confirmed);
        Optional<Outcome<SessionRecord>> known = recordedBefore(record, dispense);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Refusal> refusal =
                DispenseCheck.partRefusal(
                        record,
                        dispense,
                        smallest.measured(handle, record.context().balanceSerial()));
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        SessionRecord weighed = insert(handle, record, dispense, StepStatus.PENDING, now);
        Stock.take(handle, record, dispense, null);
        return new Outcome.Saved<>(weighed);
    }

    /// What was taken out of a vessel is waste: it is in the record and never goes back to the stock. By difference it went
    /// back into the container it came from.
    private static SessionRecord overshot(
            WriteHandle handle,
            SessionRecord weighed,
            Dispense dispense,
            Mass removed,
            Instant now) {
        return append(
                handle,
                weighed,
                new SessionDeviation(
                        dispense.stepId(),
                        SessionDeviation.OVERSHOOT,
                        weighed.byDifference(dispense) ? "put_back" : "removed",
                        weighed.byDifference(dispense)
                                ? removed + " too much was put back into its container"
                                : removed + " too much was taken out again and is waste",
                        now,
                        dispense.by()),
                Json.object());
    }

    /// Writes a dispense that was judged already.
    ///
    /// @param step what becomes of its step
    static SessionRecord insert(
            WriteHandle handle,
            SessionRecord record,
            Dispense dispense,
            StepStatus step,
            Instant now) {
        SessionRepository.insertDispense(handle, record.id(), dispense);
        SessionRepository.setStepStatus(handle, dispense.stepId(), step);
        SessionRepository.deleteCheckpoint(handle, record.id());
        SessionRecord after = SessionRepository.find(handle, record.id()).orElseThrow();
        ObjectNode details =
                Json.object()
                        .put("dispenseId", dispense.id())
                        .put("stepId", dispense.stepId())
                        .put("net", dispense.net().toString())
                        .put("rawFrame", dispense.rawFrame());
        traced(handle, dispense.id(), details);
        SessionEvents.append(
                handle, now, SessionEvents.DISPENSE_RECORDED, dispense.by(), after, details);
        return after;
    }

    /// Adds something that did not go as planned.
    static Outcome<SessionRecord> deviate(
            WriteHandle handle, SessionRecord record, SessionDeviation deviation) {
        return new Outcome.Saved<>(append(handle, record, deviation, Json.object()));
    }

    /// Adds a weight that is not used, with how it came to be.
    static Outcome<SessionRecord> reject(
            WriteHandle handle, SessionRecord record, Dispense rejected, SessionDeviation why) {
        ObjectNode details =
                Json.object().put("dispenseId", rejected.id()).put("stepId", rejected.stepId());
        traced(handle, rejected.id(), details);
        return new Outcome.Saved<>(append(handle, record, why, details));
    }

    private static void traced(WriteHandle handle, String dispenseId, ObjectNode details) {
        PourTraces.hash(handle, dispenseId)
                .ifPresent(hash -> details.put(SessionEvents.TRACE_HASH, hash));
    }

    private static SessionRecord append(
            WriteHandle handle,
            SessionRecord record,
            SessionDeviation deviation,
            ObjectNode details) {
        SessionRepository.insertDeviation(handle, record.id(), deviation);
        SessionRecord after = SessionRepository.find(handle, record.id()).orElseThrow();
        SessionEvents.append(
                handle,
                deviation.at(),
                "deviation_recorded",
                deviation.by(),
                after,
                details.put("deviation", deviation.kind()).put("text", deviation.text()));
        return after;
    }

    /// Times are kept to the millisecond, as on the wire; the record handed on is the one that will be read back.
    static Dispense toTheMillisecond(Dispense dispense) {
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
                dispense.by(),
                dispense.potencyPercent(),
                dispense.manualReason(),
                dispense.lotNumber());
    }
}

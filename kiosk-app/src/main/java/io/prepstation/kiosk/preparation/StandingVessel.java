package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.MaterialRepository;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.AmountUnit;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.RescalePlanner.CommonVessel;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known of the vessel that the ingredients of a running session go into: as it was weighed, and what its
/// container's record says it holds, where it was named.
final class StandingVessel {

    private StandingVessel() {}

    /// @param overshoot what is in by now and not recorded yet
    /// @param balance with what the site reckons with where nobody knows better
    static CommonVessel of(
            ReadHandle handle, SessionRecord record, Dispense overshoot, BalanceSetup balance) {
        return new CommonVessel(
                empty(record, overshoot).orElse(balance.vessel()),
                volume(handle, record).orElse(balance.volume()));
    }

    /// What it weighed before anything was in.
    private static Optional<Mass> empty(SessionRecord record, Dispense overshoot) {
        List<Dispense> all = new ArrayList<>(record.dispenses());
        all.add(overshoot);
        Mass before = Mass.grams("0");
        for (Dispense dispense : all) {
            if (isOfItsOwn(record, dispense.stepId())) {
                continue;
            }
            if (!dispense.manual() && !record.byDifference(dispense)) {
                return Optional.of(dispense.tare().minus(before));
            }
            before = before.plus(dispense.net());
        }
        return Optional.empty();
    }

    private static Optional<Amount> volume(ReadHandle handle, SessionRecord record) {
        return AuditTrail.ofSession(handle, record.id()).reversed().stream()
                .flatMap(event -> named(event, record).stream())
                .findFirst()
                .flatMap(container -> MaterialRepository.volume(handle, container))
                .map(millilitres -> new Amount(millilitres, AmountUnit.MILLILITRE));
    }

    private static Optional<String> named(AuditEvent event, SessionRecord record) {
        try {
            JsonNode body = Json.parseObject(event.body());
            JsonNode details = body.path("details");
            boolean common =
                    body.path("kind").asText().equals(SessionEvents.VESSEL_TARED)
                            && !isOfItsOwn(record, details.path("stepId").asText());
            return common ? Optional.of(details.path("containerId").asText()) : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static boolean isOfItsOwn(SessionRecord record, String stepId) {
        return record.step(stepId).filter(step -> step.asks(LineRule.OWN_VESSEL)).isPresent();
    }
}

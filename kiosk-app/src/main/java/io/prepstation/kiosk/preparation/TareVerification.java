package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.preparation.Verification.Fault;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Holds the tare of each weight against the audit trail: it was written there when the step was begun, so that whoever
/// changes the station's notes while the power is off is found. A weight before which the trail has none is not judged.
final class TareVerification {

    private TareVerification() {}

    static Optional<Fault> fault(SessionRecord record, List<Told> events) {
        Map<String, List<Mass>> tares = new HashMap<>();
        for (Told event : events) {
            String step = event.text("stepId");
            switch (event.kind()) {
                case SessionEvents.STEP_TARED ->
                        tares.computeIfAbsent(step, _ -> new ArrayList<>())
                                .add(Mass.parse(event.text("tare")));
                case SessionEvents.DISPENSE_RECORDED -> {
                    List<Mass> stood = tares.remove(step);
                    String id = event.text("dispenseId");
                    if (stood != null && isOther(record, id, stood)) {
                        return Optional.of(
                                new Fault(
                                        "dispense " + id + " of session " + record.id(),
                                        "its tare is not the one with which its step was begun"));
                    }
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static boolean isOther(SessionRecord record, String id, List<Mass> stood) {
        return record.dispenses().stream()
                .filter(dispense -> dispense.id().equals(id) && !dispense.manual())
                .map(Dispense::tare)
                .anyMatch(tare -> stood.stream().noneMatch(tare::sameAs));
    }
}

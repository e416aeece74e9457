package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.material.Hazards;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Attestation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps that the operator has read the hazards of an ingredient, with the very words that were shown (WEI-14).
final class HazardNotes {

    private HazardNotes() {}

    /// Once per ingredient and session; again it changes nothing.
    ///
    /// @param by user id
    static Outcome<SessionRecord> acknowledge(
            WriteHandle handle, SessionRecord record, String stepId, String by, Instant now) {
        Optional<Step> step = record.step(stepId);
        if (step.isEmpty()) {
            return new Outcome.Refused<>(new Refusal.NoStepLeft(stepId));
        }
        if (record.hazardsKnown(step.get())) {
            return new Outcome.Saved<>(record);
        }
        String text =
                MasterData.ingredient(handle, step.get().ingredientId())
                        .map(ingredient -> words(ingredient.hazards()))
                        .orElse("");
        SessionRepository.insertAttestation(
                handle,
                record.id(),
                new Attestation(stepId, Attestation.HAZARDS, text, now, by, null, null));
        SessionRecord after = SessionRepository.find(handle, record.id()).orElseThrow();
        SessionEvents.append(
                handle,
                now,
                "hazards_acknowledged",
                by,
                after,
                Json.object().put("stepId", stepId).put("text", text));
        return new Outcome.Saved<>(after);
    }

    private static String words(Hazards hazards) {
        List<String> words = new ArrayList<>();
        if (!hazards.signalWord().isEmpty()) {
            words.add(hazards.signalWord());
        }
        words.addAll(hazards.pictograms());
        words.addAll(hazards.statements());
        return String.join("; ", words);
    }
}

package io.prepstation.kiosk.ui.sessions;

import io.prepstation.kiosk.ui.desk.SessionPhoto;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.sync.Attachment;
import java.time.Instant;
import java.util.Objects;

/// A photo in words.
///
/// @param what it is of
/// @param facts when it was taken, by whom, its size and the beginning of its hash
/// @param trouble why it is not at the hub; empty if it is, or is on its way
public record PhotoLine(String sha256, String what, String facts, String trouble) {

    /// As many digits as the batch record prints.
    private static final int HASH_BEGINS = 16;

    static PhotoLine of(SessionRecord record, SessionPhoto photo, Words words) {
        Attachment attachment = photo.attachment();
        String why = photo.notAtHub();
        return new PhotoLine(
                attachment.sha256(),
                record.step(Objects.requireNonNullElse(attachment.stepId(), ""))
                        .map(step -> step(step, words))
                        .orElseGet(() -> words.text("deviation.session")),
                words.text(
                        "sessions.photo.facts",
                        words.dayAndTime(Instant.ofEpochMilli(attachment.at())),
                        photo.byName(),
                        attachment.size(),
                        attachment.sha256().substring(0, HASH_BEGINS)),
                why == null ? "" : words.text("sessions.photo.not-at-hub", why));
    }

    private static String step(Step step, Words words) {
        return words.text("deviation.step", step.sequence()) + "  " + step.ingredientName();
    }
}

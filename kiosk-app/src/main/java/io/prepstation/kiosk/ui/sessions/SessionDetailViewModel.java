package io.prepstation.kiosk.ui.sessions;

import io.prepstation.kiosk.ui.desk.PhotoFile;
import io.prepstation.kiosk.ui.desk.SessionDetail;
import io.prepstation.kiosk.ui.desk.SessionPhoto;
import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.DeviationWords;
import io.prepstation.kiosk.ui.words.RecordLine;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.Signature;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import io.prepstation.model.sync.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One session, asked for by its id; the row it was opened from is shown until the whole is read.
public final class SessionDetailViewModel {

    private final StationDesk desk;
    private final Words words;
    private final DeviationWords deviationWords;
    private final ReadOnlyObjectWrapper<@Nullable DetailContent> content =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<DetailPart> part =
            new ReadOnlyObjectWrapper<>(DetailPart.RECORD);
    private final ReadOnlyObjectWrapper<@Nullable PhotoLine> photo = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable PhotoFile> picture =
            new ReadOnlyObjectWrapper<>();
    private final Consumer<SessionDetail> correct;
    private final ReadOnlyObjectWrapper<Actions> actions;
    private final Action back;
    private final Action trail;
    private String wanted = "";
    private @Nullable SessionDetail refused;

    /// @param close goes back to the list
    /// @param audit shows the audit trail of a session
    /// @param correct has a refused session corrected
    public SessionDetailViewModel(
            StationDesk desk,
            Words words,
            Runnable close,
            Consumer<String> audit,
            Consumer<SessionDetail> correct) {
        this.desk = desk;
        this.words = words;
        this.correct = correct;
        this.deviationWords = new DeviationWords(words);
        this.back = new Action(words.text("action.back"), Icon.BACK, close);
        this.trail = new Action(words.text("audit.title"), Icon.LIST, () -> audit.accept(wanted));
        this.actions = new ReadOnlyObjectWrapper<>(new Actions(back, trail, null));
        content.subscribe(_ -> go(DetailPart.RECORD));
    }

    /// Null before a session is opened.
    public ReadOnlyObjectProperty<@Nullable DetailContent> content() {
        return content.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<DetailPart> part() {
        return part.getReadOnlyProperty();
    }

    /// The photo that was tapped on; null before one was.
    public ReadOnlyObjectProperty<@Nullable PhotoLine> photo() {
        return photo.getReadOnlyProperty();
    }

    /// What the disk has of it; null until that is known.
    public ReadOnlyObjectProperty<@Nullable PhotoFile> picture() {
        return picture.getReadOnlyProperty();
    }

    private void go(DetailPart wanted) {
        if (wanted != DetailPart.PHOTO) {
            photo.set(null);
            picture.set(null);
        }
        part.set(wanted);
        actions.set(
                wanted == DetailPart.PHOTO
                        ? new Actions(
                                new Action(
                                        words.text("action.back"),
                                        Icon.BACK,
                                        () -> go(DetailPart.PHOTOS)),
                                null,
                                null)
                        : actionsWith(other(wanted)));
    }

    /// A button that shows what comes after a part, in turn; null where there is but the record.
    private @Nullable Action other(DetailPart shown) {
        List<DetailPart> parts = parts();
        DetailPart next = parts.get((parts.indexOf(shown) + 1) % parts.size());
        return next == shown
                ? null
                : switch (next) {
                    case RECORD -> to(next, "sessions.record", Icon.LIST);
                    case POURS -> to(next, "sessions.pours", Icon.CHART);
                    case PHOTOS, PHOTO -> to(DetailPart.PHOTOS, "sessions.photos", Icon.PHOTO);
                };
    }

    private Action to(DetailPart next, String word, Icon icon) {
        return new Action(words.text(word), icon, () -> go(next));
    }

    private List<DetailPart> parts() {
        DetailContent now = content.get();
        List<DetailPart> parts = new ArrayList<>(List.of(DetailPart.RECORD));
        if (now != null && !now.pours().isEmpty()) {
            parts.add(DetailPart.POURS);
        }
        if (now != null && !now.photos().isEmpty()) {
            parts.add(DetailPart.PHOTOS);
        }
        return parts;
    }

    /// A refused session is to be corrected; nothing else is as urgent there.
    private Actions actionsWith(@Nullable Action otherPart) {
        SessionDetail waiting = refused;
        return waiting == null
                ? new Actions(back, trail, otherPart)
                : new Actions(
                        back,
                        otherPart,
                        trail,
                        new Action(
                                words.text("sessions.correct"),
                                Icon.SIGN,
                                () -> correct.accept(waiting)));
    }

    /// A photo was tapped on.
    public void open(PhotoLine line) {
        photo.set(line);
        picture.set(null);
        go(DetailPart.PHOTO);
        desk.lookUpPhoto(line.sha256());
    }

    /// The answer; one to an earlier tap is not shown.
    public void show(PhotoFile file) {
        PhotoLine wantedPhoto = photo.get();
        if (wantedPhoto != null && wantedPhoto.sha256().equals(file.sha256())) {
            picture.set(file);
        }
    }

    public void open(SessionRow row) {
        wanted = row.id();
        refused = null;
        content.set(
                new DetailContent(
                        title(row.formulaCode(), row.formulaName(), row.attempt()),
                        words.text("status." + row.status().word()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
        desk.lookUp(row.id());
    }

    /// Asks again for the session that is shown.
    public void refresh() {
        desk.lookUp(wanted);
    }

    /// The answer; one to an earlier question is not shown.
    public void show(SessionDetail detail) {
        SessionRecord record = detail.record();
        if (record.id().equals(wanted)) {
            boolean rejected = record.session().status() == SessionStatus.SERVER_REJECTED;
            refused = rejected ? detail : null;
            content.set(
                    new DetailContent(
                            title(
                                    record.context().formulaCode(),
                                    record.context().formulaName(),
                                    record.session().attemptNo()),
                            words.text(
                                    "sessions.status",
                                    words.text("status." + record.session().status().word()),
                                    record.context().operatorName(),
                                    words.dayAndTime(record.session().startedAt())),
                            RecordLine.of(record, words),
                            events(detail),
                            PourLine.of(record, detail.traces()),
                            detail.photos().stream()
                                    .map(one -> PhotoLine.of(record, one, words))
                                    .toList()));
            go(DetailPart.RECORD);
        }
    }

    /// Both readings of a container of which the difference counts.
    private String byDifference(SessionRecord record, Dispense dispense) {
        return words.text(
                "sessions.by-difference",
                record.step(dispense.stepId()).map(Step::sequence).orElse(0),
                words.mass(dispense.tare()),
                words.mass(dispense.gross()));
    }

    private String title(String code, String name, int attempt) {
        return words.text("sessions.detail.title", code, name, attempt);
    }

    private List<String> events(SessionDetail detail) {
        SessionRecord record = detail.record();
        List<String> events = new ArrayList<>();
        record.dispenses().stream()
                .filter(record::byDifference)
                .map(dispense -> byDifference(record, dispense))
                .forEach(events::add);
        record.deviations().forEach(deviation -> events.add(deviationWords.of(record, deviation)));
        if (!detail.photos().isEmpty()) {
            events.add(words.text("sessions.photos-kept", detail.photos().size()));
            detail.photos().stream()
                    .map(SessionPhoto::notAtHub)
                    .filter(Objects::nonNull)
                    .forEach(why -> events.add(words.text("sessions.photo.not-at-hub", why)));
        }
        for (Signature signature : record.signatures()) {
            events.add(
                    words.text(
                            "sessions.signed",
                            signature.name(),
                            words.text("authentication." + signature.authentication().word()),
                            words.dayAndTime(signature.at()),
                            signature.recordHash().substring(0, 16)));
        }
        String refusal = detail.refusal();
        if (refusal != null) {
            events.add(words.text("sessions.refused", refusal));
        }
        Receipt receipt = detail.receipt();
        events.add(
                receipt == null
                        ? words.text("sessions.no-receipt")
                        : words.text(
                                "sessions.receipt",
                                words.dayAndTime(Instant.ofEpochMilli(receipt.receivedAt())),
                                String.valueOf(receipt.feedSeq()),
                                receipt.hubKeyId()));
        return events;
    }
}

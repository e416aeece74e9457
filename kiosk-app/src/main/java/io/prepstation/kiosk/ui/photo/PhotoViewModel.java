package io.prepstation.kiosk.ui.photo;

import io.prepstation.kiosk.ui.desk.PhotoAnswer;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.words.Words;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One tap keeps what the camera sees with the session that something went wrong with. Without a camera there is nothing to
/// tap, and nothing waits for a photo.
public final class PhotoViewModel {

    private final StationDesk desk;
    private final Words words;
    private final ReadOnlyObjectWrapper<String> text;
    private final ReadOnlyObjectWrapper<Boolean> offered = new ReadOnlyObjectWrapper<>(false);
    private @Nullable Subject subject;
    private boolean sees;

    /// @param stepId null for the session as a whole
    private record Subject(String sessionId, @Nullable String stepId) {}

    public PhotoViewModel(StationDesk desk, Words words) {
        this.desk = desk;
        this.words = words;
        this.text = new ReadOnlyObjectWrapper<>(words.text("photo.take"));
    }

    /// What the button says: what it does, or what became of it.
    public ReadOnlyObjectProperty<String> text() {
        return text.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Boolean> offered() {
        return offered.getReadOnlyProperty();
    }

    /// A photo would belong to this session now.
    ///
    /// @param stepId null for the session as a whole
    public void about(String sessionId, @Nullable String stepId) {
        if (subject == null || !subject.sessionId().equals(sessionId)) {
            text.set(words.text("photo.take"));
        }
        subject = new Subject(sessionId, stepId);
        refresh();
    }

    /// There is no session for a photo.
    public void none() {
        subject = null;
        refresh();
    }

    /// The camera shows something.
    public void sees() {
        sees = true;
        refresh();
    }

    public void show(PhotoAnswer answer) {
        boolean asked =
                Optional.ofNullable(subject)
                        .filter(one -> one.sessionId().equals(answer.sessionId()))
                        .isPresent();
        if (asked) {
            text.set(
                    switch (answer) {
                        case PhotoAnswer.Kept(var _, var photos) ->
                                words.text("photo.kept", photos);
                        case PhotoAnswer.NoPicture _ -> words.text("photo.no-picture");
                        case PhotoAnswer.NotKept(var _, var reason) ->
                                words.text("photo.not-kept", reason);
                    });
        }
    }

    public void take() {
        Subject now = subject;
        if (now != null) {
            desk.photograph(now.sessionId(), now.stepId());
        }
    }

    private void refresh() {
        offered.set(sees && subject != null);
    }
}

package io.prepstation.kiosk.ui.writing;

import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.kiosk.ui.writing.Question.Form;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A text that is being typed, up to a few lines.
public final class WritingViewModel {

    private static final int LONGEST = 300;

    private final Words words;
    private final Runnable close;
    private final ReadOnlyObjectWrapper<String> title = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> text = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<TextKeys> keys =
            new ReadOnlyObjectWrapper<>(TextKeys.CAPITALS);
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private Consumer<String> done = _ -> {};
    private Form form = Form.SENTENCE;
    private boolean mayBeEmpty;

    /// @param close goes back to where the text was asked for
    public WritingViewModel(Words words, Runnable close) {
        this.words = words;
        this.close = close;
    }

    public ReadOnlyObjectProperty<String> title() {
        return title.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> text() {
        return text.getReadOnlyProperty();
    }

    /// What the keys write now.
    public ReadOnlyObjectProperty<TextKeys> keys() {
        return keys.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// @param taken gets the text when it is used
    public void open(String what, String before, Consumer<String> taken) {
        open(new Question(what, before, Form.SENTENCE, false), taken);
    }

    /// @param taken gets the text when it is used
    public void open(Question question, Consumer<String> taken) {
        title.set(question.title());
        done = taken;
        form = question.form();
        mayBeEmpty = question.mayBeEmpty();
        keys.set(form == Form.DIGITS ? TextKeys.SIGNS : TextKeys.CAPITALS);
        set(question.before());
    }

    /// Whoever was typing is gone, and nobody else is to see or use it.
    public void forget() {
        open("", "", _ -> {});
    }

    /// A sentence begins with a capital; the keys go on with small letters by themselves.
    public void press(String character) {
        if (text.get().length() < LONGEST) {
            set(text.get() + character);
        }
    }

    public void delete() {
        String now = text.get();
        set(now.isEmpty() ? now : now.substring(0, now.offsetByCodePoints(now.length(), -1)));
    }

    /// The keys after these: between letters and signs, in codes also between large and small letters.
    public TextKeys others() {
        return switch (keys.get()) {
            case CAPITALS -> TextKeys.SIGNS;
            case LETTERS -> form == Form.SENTENCE ? TextKeys.SIGNS : TextKeys.CAPITALS;
            case SIGNS -> TextKeys.LETTERS;
        };
    }

    public void turn() {
        keys.set(others());
    }

    private void set(String now) {
        text.set(now);
        if (form == Form.SENTENCE && keys.get() != TextKeys.SIGNS) {
            boolean begins = now.isBlank() || now.endsWith(". ");
            keys.set(begins ? TextKeys.CAPITALS : TextKeys.LETTERS);
        }
        actions.set(
                new Actions(
                        new Action(words.text("action.cancel"), Icon.CANCEL, close),
                        null,
                        new Action(
                                words.text("writing.use"),
                                Icon.ACCEPT,
                                mayBeEmpty || !now.isBlank(),
                                this::use)));
    }

    private void use() {
        done.accept(text.get().strip());
        close.run();
    }
}

package io.prepstation.kiosk.ui.pairing;

import io.prepstation.kiosk.sync.EnrolResult;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.people.User;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A station that belongs to no lab yet, or is to join another (OPS-4). A scanned code fills everything in and is used at
/// once; what was typed is used when somebody says so. Of a station that belongs to a lab somebody of it must agree first:
/// whoever passes by can hold a code up.
public final class PairingViewModel {

    /// Writes one of the three texts.
    public interface Writing {

        /// @param what the title of the page
        /// @param taken gets what was written
        void open(String what, String before, Consumer<String> taken);
    }

    /// Where the screen leads to.
    ///
    /// @param leave goes back to the sign-in screen, where there is one
    /// @param askBadge asks for badge and PIN of whoever agrees that the station leaves its lab
    public record Ways(Runnable leave, Runnable askBadge) {}

    private static final String HTTPS = "https://";
    private static final int ENDS = 12;

    private final StationDesk desk;
    private final Words words;
    private final PairingWords pairingWords;
    private final Writing writing;
    private final Ways ways;
    private final ReadOnlyObjectWrapper<String> hub = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> pin = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> code = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> hint = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> problem = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyBooleanWrapper joining = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private String wholePin = "";
    private boolean inLab;

    public PairingViewModel(StationDesk desk, Words words, Writing writing, Ways ways) {
        this.desk = desk;
        this.words = words;
        this.pairingWords = new PairingWords(words);
        this.writing = writing;
        this.ways = ways;
        refresh();
    }

    /// The hub's address; empty while none is known.
    public ReadOnlyObjectProperty<String> hub() {
        return hub.getReadOnlyProperty();
    }

    /// Both ends of the fingerprint of its certificate authority: nobody compares more by eye.
    public ReadOnlyObjectProperty<String> pin() {
        return pin.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> code() {
        return code.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> hint() {
        return hint.getReadOnlyProperty();
    }

    /// Why the station is in no lab yet, and what to do; empty before the first try.
    public ReadOnlyObjectProperty<String> problem() {
        return problem.getReadOnlyProperty();
    }

    /// Whether the hub is being asked.
    public ReadOnlyBooleanProperty joining() {
        return joining.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// @param already whether the station belongs to a lab
    public void open(boolean already) {
        inLab = already;
        problem.set("");
        refresh();
    }

    /// A code was held up: the hub's, or something that is none. The same one seen again while it is used changes nothing.
    public void scanned(ScannedCode scan) {
        if (joining.get()) {
            return;
        }
        if (scan instanceof EnrolmentCode(var url, var caPin, var oneTime)) {
            hub.set(url);
            pinned(Optional.ofNullable(caPin).orElse(""));
            written(code, oneTime);
            join();
        } else {
            problem.set(
                    words.text(
                            scan instanceof ScannedCode.TornCode
                                    ? "notice.torn-code"
                                    : "pairing.no-code"));
        }
    }

    void writeHub() {
        writing.open(
                words.text("pairing.hub"),
                hub.get().isEmpty() ? HTTPS : hub.get(),
                text -> written(hub, text.toLowerCase(Locale.ROOT)));
    }

    void writePin() {
        writing.open(words.text("pairing.pin"), wholePin, this::pinned);
    }

    void writeCode() {
        writing.open(
                words.text("pairing.code"),
                code.get(),
                text -> written(code, text.toUpperCase(Locale.ROOT)));
    }

    private void pinned(String text) {
        wholePin = text;
        int end = text.length() - ENDS;
        written(pin, end <= ENDS ? text : text.substring(0, ENDS) + " … " + text.substring(end));
    }

    private void written(ReadOnlyObjectWrapper<String> field, String text) {
        field.set(text);
        problem.set("");
        refresh();
    }

    /// What became of it. A code that was refused is of no more use; the rest may be right.
    public void show(EnrolResult result) {
        joining.set(false);
        problem.set(pairingWords.problem(result));
        if (pairingWords.spendsTheCode(result)) {
            code.set("");
        }
        refresh();
    }

    private void join() {
        if (inLab) {
            ways.askBadge().run();
        } else {
            join(Optional.empty());
        }
    }

    /// Somebody of the lab agrees, by badge and PIN.
    public void agreed(User person) {
        join(Optional.of(person));
    }

    /// Nobody of the lab can be recognised: neither is the hub there, nor does the station remember the badge.
    public void nobodyRecognised() {
        problem.set(words.text("pairing.by-command"));
    }

    private void join(Optional<User> by) {
        joining.set(true);
        problem.set("");
        refresh();
        desk.join(new EnrolmentCode(hub.get(), nullIfEmpty(wholePin), code.get()), by);
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private void refresh() {
        hint.set(
                words.text(
                        joining.get()
                                ? "pairing.joining"
                                : inLab ? "pairing.hint-in-lab" : "pairing.hint"));
        boolean complete = !hub.get().isEmpty() && !code.get().isEmpty();
        actions.set(
                new Actions(
                        inLab
                                ? new Action(
                                        words.text("action.back"),
                                        Icon.BACK,
                                        !joining.get(),
                                        ways.leave())
                                : null,
                        null,
                        new Action(
                                words.text("pairing.join"),
                                Icon.ACCEPT,
                                complete && !joining.get(),
                                this::join)));
    }
}

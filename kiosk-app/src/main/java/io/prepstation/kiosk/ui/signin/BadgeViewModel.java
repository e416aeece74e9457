package io.prepstation.kiosk.ui.signin;

import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.NumberPad;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.people.PinRule;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Signing in by badge and PIN, at the start and at a locked screen. What is typed is never shown.
public final class BadgeViewModel {

    /// What the screen waits for.
    public enum Phase {
        BADGE,
        PIN,
        CHECKING,
        NEW_PIN,
        NEW_PIN_AGAIN
    }

    private final Asking asking;
    private final @Nullable Runnable leave;
    private final Words words;
    private final SignInWords signInWords;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.BADGE);
    private final ReadOnlyObjectWrapper<String> dots = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> title = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> hint = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> problem = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private @Nullable Runnable labs;
    private Optional<Deed> deed = Optional.empty();
    private Optional<String> lockedFor = Optional.empty();
    private String badge = "";
    private String pin = "";
    private String newPin = "";
    private String typed = "";

    /// Whom the screen asks; every question is answered by [BadgeViewModel#show].
    public interface Asking {

        /// Whether badge and PIN belong together.
        void check(String badge, String pin);

        /// To give the person another PIN.
        void changePin(String badge, String pin, String newPin);
    }

    /// @param leave goes back without a badge; null where nobody may
    public BadgeViewModel(Asking asking, @Nullable Runnable leave, Words words) {
        this.asking = asking;
        this.leave = leave;
        this.words = words;
        this.signInWords = new SignInWords(words);
        refresh();
    }

    public ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /// One dot for each digit typed.
    public ReadOnlyObjectProperty<String> dots() {
        return dots.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> title() {
        return title.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> hint() {
        return hint.getReadOnlyProperty();
    }

    /// Why the last try let nobody in; empty if there is nothing to say.
    public ReadOnlyObjectProperty<String> problem() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Something that needs somebody's badge.
    ///
    /// @param hint who is to hold it up
    public record Deed(String title, String hint) {}

    /// Starts again with the badge, if somebody else is asked for. Said with every situation, so also while a PIN is
    /// being checked.
    ///
    /// @param person who is signed in at a locked screen; empty if nobody is
    public void open(Optional<String> person) {
        if (!person.equals(lockedFor)) {
            lockedFor = person;
            restart("");
        }
    }

    /// A code was held up: a badge, or something that is none.
    public void scanned(ScannedCode code) {
        switch (code) {
            case ScannedCode.BadgeCode(var value) -> badge(value);
            case ScannedCode.BareCode(var value) -> badge(value);
            case ScannedCode.StartFormula _,
                    ScannedCode.OpenSession _,
                    ScannedCode.ContainerCode _,
                    ScannedCode.LotCode _,
                    ScannedCode.IngredientCode _,
                    ScannedCode.Gs1Code _,
                    ScannedCode.EnrolmentCode _,
                    ScannedCode.UnknownCode _ ->
                    noBadge("sign-in.no-badge");
            case ScannedCode.TornCode _ -> noBadge("notice.torn-code");
        }
    }

    private void noBadge(String why) {
        if (phase.get() == Phase.BADGE) {
            problem.set(words.text(why));
        }
    }

    /// The same badge seen again by the camera changes nothing.
    private void badge(String value) {
        if (phase.get() == Phase.BADGE || (phase.get() == Phase.PIN && !badge.equals(value))) {
            badge = value;
            go(Phase.PIN, "");
        }
    }

    /// A digit, or [NumberPad#DELETE].
    public void press(char key) {
        if (!typing()) {
            return;
        }
        if (key == NumberPad.DELETE) {
            typed = typed.substring(0, Math.max(0, typed.length() - 1));
        } else if (typed.length() < PinRule.LONGEST) {
            typed += key;
        }
        problem.set("");
        refresh();
    }

    public void show(SignInResult result) {
        switch (result) {
            case SignInResult.Recognised _ -> restart("");
            case SignInResult.PinToBeChanged _ -> go(Phase.NEW_PIN, "");
            case SignInResult.Wrong _,
                    SignInResult.Closed _,
                    SignInResult.HubNeeded _,
                    SignInResult.NotAllowed _,
                    SignInResult.Refused _ ->
                    restart(signInWords.problem(result));
        }
    }

    /// What a badge is asked for from now on, in place of a sign-in.
    ///
    /// @param what empty for whatever the screen before it said
    public void ask(Optional<Deed> what) {
        deed = what;
        restart("");
    }

    private boolean typing() {
        return phase.get() != Phase.BADGE && phase.get() != Phase.CHECKING;
    }

    private void confirm() {
        String entered = typed;
        switch (phase.get()) {
            case PIN -> {
                pin = entered;
                go(Phase.CHECKING, "");
                asking.check(badge, entered);
            }
            case NEW_PIN ->
                    PinRule.fault(entered)
                            .ifPresentOrElse(
                                    _ -> go(Phase.NEW_PIN, words.text("sign-in.poor-pin")),
                                    () -> {
                                        newPin = entered;
                                        go(Phase.NEW_PIN_AGAIN, "");
                                    });
            case NEW_PIN_AGAIN -> {
                if (entered.equals(newPin)) {
                    go(Phase.CHECKING, "");
                    asking.changePin(badge, pin, entered);
                } else {
                    go(Phase.NEW_PIN, words.text("sign-in.not-the-same"));
                }
            }
            case BADGE, CHECKING -> {}
        }
    }

    private void restart(String why) {
        badge = "";
        pin = "";
        newPin = "";
        go(Phase.BADGE, why);
    }

    private void go(Phase next, String why) {
        typed = "";
        phase.set(next);
        problem.set(why);
        refresh();
    }

    /// @param choose opens the list of labs; null where there is nothing to choose
    public void offerLabs(@Nullable Runnable choose) {
        labs = choose;
        refresh();
    }

    private Actions leaving() {
        return leave == null
                ? lockedFor.isPresent() || labs == null
                        ? Actions.NONE
                        : new Actions(
                                null, new Action(words.text("labs.choose"), Icon.DOWN, labs), null)
                : new Actions(new Action(words.text("action.back"), Icon.BACK, leave), null, null);
    }

    private void refresh() {
        Phase now = phase.get();
        dots.set("●".repeat(typed.length()));
        title.set(
                lockedFor
                        .map(person -> words.text("sign-in.locked", person))
                        .or(() -> deed.map(Deed::title))
                        .orElseGet(() -> words.text("sign-in.badge-title")));
        hint.set(
                deed.filter(_ -> now == Phase.BADGE)
                        .map(Deed::hint)
                        .orElseGet(() -> signInWords.hint(now, lockedFor.isPresent())));
        actions.set(
                now == Phase.BADGE
                        ? leaving()
                        : new Actions(
                                new Action(
                                        words.text("action.cancel"),
                                        Icon.CANCEL,
                                        now != Phase.CHECKING,
                                        () -> restart("")),
                                null,
                                new Action(
                                        words.text(
                                                now == Phase.PIN
                                                        ? "sign-in.enter"
                                                        : "sign-in.next"),
                                        Icon.ACCEPT,
                                        typing() && typed.length() >= PinRule.SHORTEST,
                                        this::confirm)));
    }
}

package io.prepstation.kiosk.ui.signin;

import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.ui.signin.BadgeViewModel.Phase;
import io.prepstation.kiosk.ui.words.Words;
import java.time.Duration;

/// What the sign-in screen says.
final class SignInWords {

    private final Words words;

    SignInWords(Words words) {
        this.words = words;
    }

    String hint(Phase phase, boolean locked) {
        return switch (phase) {
            case BADGE -> words.text(locked ? "sign-in.locked-hint" : "sign-in.badge-hint");
            case PIN -> words.text("sign-in.pin-hint");
            case CHECKING -> words.text("sign-in.checking");
            case NEW_PIN -> words.text("sign-in.new-pin-hint");
            case NEW_PIN_AGAIN -> words.text("sign-in.again-hint");
        };
    }

    /// Why nobody was let in; empty if somebody was.
    String problem(SignInResult result) {
        return switch (result) {
            case SignInResult.Recognised _, SignInResult.PinToBeChanged _ -> "";
            case SignInResult.Wrong _ -> words.text("sign-in.wrong");
            case SignInResult.Closed(var retryAfter) -> closed(retryAfter);
            case SignInResult.HubNeeded(var expired) ->
                    words.text(expired ? "sign-in.expired" : "sign-in.hub-needed");
            case SignInResult.NotAllowed(var name) -> words.text("sign-in.not-allowed", name);
            case SignInResult.Refused(var reason) -> words.text("sign-in.refused", reason);
        };
    }

    private String closed(Duration retryAfter) {
        long seconds = retryAfter.toSeconds() + 1;
        return seconds < 120
                ? words.text("sign-in.closed-seconds", seconds)
                : words.text("sign-in.closed-minutes", (seconds + 59) / 60);
    }
}

package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.ui.frame.Strip;
import io.prepstation.kiosk.ui.words.NoticeWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.bench.BenchState.AwaitingSignature;
import io.prepstation.model.bench.BenchState.Completed;
import io.prepstation.model.bench.BenchState.Completing;
import io.prepstation.model.bench.BenchState.Correcting;
import io.prepstation.model.bench.BenchState.Failing;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.Interrupted;
import io.prepstation.model.bench.BenchState.Locked;
import io.prepstation.model.bench.BenchState.Opening;
import io.prepstation.model.bench.BenchState.Ready;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.BenchState.Rescaling;
import io.prepstation.model.bench.BenchState.Reviewing;
import io.prepstation.model.bench.BenchState.SignedOut;
import io.prepstation.model.bench.BenchState.Starting;
import io.prepstation.model.bench.BenchState.Unlocking;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the frame around the screens takes from a state.
final class Situations {

    private Situations() {}

    static Optional<User> operator(BenchState state) {
        return state.person();
    }

    /// The line under the header; where a screen says its notices itself there is none.
    static Strip strip(BenchState state, Words words) {
        return switch (state) {
            case Ready ready -> strip(ready.notice(), words);
            case Reviewing reviewing -> strip(reviewing.notice(), words);
            case AwaitingSignature awaiting -> strip(awaiting.notice(), words);
            case Completed completed -> strip(completed.notice(), words);
            case Rejecting rejecting -> strip(rejecting.notice(), words);
            case Correcting correcting -> strip(correcting.notice(), words);
            case Approving approving -> strip(approving.notice(), words);
            case Starting _, Opening _, Rescaling _, Failing _, Unlocking _ ->
                    new Strip(Strip.Tone.CALM, waitingFor(state, words));
            case SignedOut _,
                    Locked _,
                    Weighing _,
                    Recording _,
                    Interrupted _,
                    Completing _,
                    Fault _ ->
                    Strip.NONE;
        };
    }

    /// The session that goes on when its balance is back.
    static Optional<SessionRecord> waitingSession(Fault fault) {
        if (fault.interrupted() instanceof Weighing weighing) {
            return Optional.of(weighing.work().record());
        }
        return fault.interrupted() instanceof Interrupted interrupted
                ? Optional.of(interrupted.unfinished().record())
                : Optional.empty();
    }

    static String waitingFor(BenchState state, Words words) {
        if (state instanceof Starting starting) {
            return words.text("waiting.starting", starting.formulaCode());
        }
        return words.text(state instanceof Opening ? "waiting.opening" : "waiting.saving");
    }

    private static Strip strip(@Nullable Notice notice, Words words) {
        return notice == null
                ? Strip.NONE
                : new Strip(Strip.Tone.WARNING, new NoticeWords(words).of(notice));
    }
}

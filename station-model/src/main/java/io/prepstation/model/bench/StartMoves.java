package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.bench.BenchEvent.AmountEntered;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.BalanceEvent;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.PersonEvent;
import io.prepstation.model.bench.BenchEvent.ResumeTapped;
import io.prepstation.model.bench.BenchEvent.ReviewReady;
import io.prepstation.model.bench.BenchEvent.SessionCreated;
import io.prepstation.model.bench.BenchEvent.SessionMissing;
import io.prepstation.model.bench.BenchEvent.SessionOpened;
import io.prepstation.model.bench.BenchEvent.SignOutTapped;
import io.prepstation.model.bench.BenchEvent.SignedIn;
import io.prepstation.model.bench.BenchEvent.StartRefused;
import io.prepstation.model.bench.BenchEvent.StartTapped;
import io.prepstation.model.bench.BenchEvent.StoreEvent;
import io.prepstation.model.bench.BenchEvent.StoreFailed;
import io.prepstation.model.bench.BenchEvent.TapEvent;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.BenchEvent.UnfinishedFound;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Locked;
import io.prepstation.model.bench.BenchState.Opening;
import io.prepstation.model.bench.BenchState.Ready;
import io.prepstation.model.bench.BenchState.Reviewing;
import io.prepstation.model.bench.BenchState.SignedOut;
import io.prepstation.model.bench.BenchState.Starting;
import io.prepstation.model.bench.Effect.CreateSession;
import io.prepstation.model.bench.Effect.OpenSession;
import io.prepstation.model.bench.Effect.PrepareReview;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.formula.ScannedCode.BadgeCode;
import io.prepstation.model.formula.ScannedCode.BareCode;
import io.prepstation.model.formula.ScannedCode.ContainerCode;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.formula.ScannedCode.Gs1Code;
import io.prepstation.model.formula.ScannedCode.IngredientCode;
import io.prepstation.model.formula.ScannedCode.LotCode;
import io.prepstation.model.formula.ScannedCode.StartFormula;
import io.prepstation.model.formula.ScannedCode.TornCode;
import io.prepstation.model.formula.ScannedCode.UnknownCode;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From signing in to the first step of a session (SES-7).
final class StartMoves {

    private final BenchRules rules;
    private final ResumeMoves resume;

    StartMoves(BenchRules rules, ResumeMoves resume) {
        this.rules = rules;
        this.resume = resume;
    }

    Move signedOut(SignedOut state, BenchEvent event) {
        return switch (event) {
            case SignedIn(var user) -> backToReady(user, null);
            case SignOutTapped _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    Move ready(Ready state, Pan pan, BenchEvent event) {
        return switch (event) {
            case SignOutTapped _ -> Move.to(new SignedOut());
            case CodeScanned scan -> scanned(state, pan, scan);
            case BenchEvent.ZeroTapped _ when pan.online() ->
                    Move.to(
                            state,
                            Move.command(BalanceCommand.CLEAR_TARE),
                            Move.command(BalanceCommand.ZERO));
            case ResumeTapped _ ->
                    state.unfinished() == null
                            ? Move.to(state)
                            : resume.takeUp(state.operator(), state.unfinished(), pan);
            case UnfinishedFound(var unfinished) ->
                    Move.to(new Ready(state.operator(), true, unfinished, state.notice()));
            case StoreFailed failed ->
                    Move.to(noticed(state, new Notice.NotSaved(failed.reason())));
            case BackTapped _ ->
                    state.looked()
                            ? Move.to(noticed(state, null))
                            : backToReady(state.operator(), null);
            case SignedIn _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ -> Move.to(state);
        };
    }

    Move reviewing(Reviewing state, Pan pan, BenchEvent event) {
        User operator = state.operator();
        String code = state.review().formula().code();
        return switch (event) {
            case StartTapped _ -> startReviewed(state, pan);
            case AmountEntered(var size) ->
                    withBalance(
                            state,
                            pan,
                            balance ->
                                    Move.to(
                                            state,
                                            new PrepareReview(
                                                    code, size, balance, resumeFirst(state))));
            case ReviewReady(var review, var notice) ->
                    Move.to(new Reviewing(operator, review, notice));
            case StartRefused(var notice) -> Move.to(noticed(state, notice));
            case StoreFailed failed ->
                    Move.to(noticed(state, new Notice.NotSaved(failed.reason())));
            case BackTapped _ -> backToReady(operator, null);
            case CodeScanned scan when scan.opensSession() && resumeFirst(state) == null ->
                    scannedAnew(operator, pan, scan);
            case CodeScanned scan ->
                    Move.to(noticed(state, unexpected(scan)), Move.signal(Signal.Kind.WARNING));
            case PersonEvent _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ -> Move.to(state);
        };
    }

    Move starting(Starting state, BenchEvent event) {
        User operator = state.operator();
        return switch (event) {
            case SessionCreated(var record, var notice) -> firstStep(operator, record, notice);
            case ReviewReady(var review, var notice) ->
                    Move.to(new Reviewing(operator, review, notice));
            case StartRefused(Notice.FormulaLocked(var code)) ->
                    Move.to(new Locked(operator, code));
            case StartRefused(var notice) -> backToReady(operator, notice);
            case NotCommitted(var reason) -> backToReady(operator, new Notice.NotSaved(reason));
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    Move opening(Opening state, Pan pan, BenchEvent event) {
        User operator = state.operator();
        String formula = state.formulaCode();
        return switch (event) {
            case SessionOpened(var opened) -> opened(operator, opened, pan);
            case SessionMissing(var id) ->
                    formula == null
                            ? backToReady(operator, new Notice.SessionNotFound(id))
                            : orLookAgain(
                                    formulaScanned(
                                            Ready.unknowing(operator, null), pan, formula, true));
            case StartRefused(var notice) -> backToReady(operator, notice);
            case NotCommitted(var reason) -> backToReady(operator, new Notice.NotSaved(reason));
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    Move locked(Locked state, BenchEvent event) {
        return switch (event) {
            case BackTapped _ -> backToReady(state.operator(), null);
            case BenchEvent.ApprovalTapped _ ->
                    Move.to(
                            new BenchState.Approving(
                                    state.operator(),
                                    new ApprovalRequest.Unlock(state.formulaCode()),
                                    null));
            case SignOutTapped _ -> Move.to(new SignedOut());
            case SignedIn _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    /// No session is running: look for one to resume.
    Move backToReady(User operator, @Nullable Notice notice) {
        return Move.to(Ready.unknowing(operator, notice), new Effect.FindUnfinished());
    }

    /// A code for a session was read while another one was in view.
    Move scannedAnew(User operator, Pan pan, CodeScanned scan) {
        return orLookAgain(scanned(Ready.unknowing(operator, null), pan, scan));
    }

    /// Whoever comes to Ready without knowing what is unfinished asks.
    private static Move orLookAgain(Move move) {
        return move.state() instanceof Ready ? move.and(new Effect.FindUnfinished()) : move;
    }

    /// What to say of a code that asks for no session.
    static Notice unexpected(CodeScanned scan) {
        return switch (scan.code()) {
            case UnknownCode(var text) -> new Notice.UnknownText(text);
            case TornCode _ -> new Notice.TornCode();
            case StartFormula _,
                    io.prepstation.model.formula.ScannedCode.OpenSession _,
                    ContainerCode _,
                    LotCode _,
                    IngredientCode _,
                    Gs1Code _,
                    BareCode _,
                    BadgeCode _,
                    EnrolmentCode _ ->
                    new Notice.UnexpectedCode(scan.text());
        };
    }

    private Move scanned(Ready state, Pan pan, CodeScanned scan) {
        return switch (scan.code()) {
            case StartFormula(var code, var atOnce) -> formulaScanned(state, pan, code, atOnce);
            case io.prepstation.model.formula.ScannedCode.OpenSession(var id, var code) ->
                    Move.to(new Opening(state.operator(), id, code), new OpenSession(id));
            case UnknownCode _,
                    TornCode _,
                    ContainerCode _,
                    LotCode _,
                    IngredientCode _,
                    Gs1Code _,
                    BareCode _,
                    BadgeCode _,
                    EnrolmentCode _ ->
                    refused(state, unexpected(scan));
        };
    }

    private Move formulaScanned(Ready state, Pan pan, String code, boolean atOnce) {
        Unfinished unfinished = state.unfinished();
        if (unfinished != null) {
            return review(state, pan, code, new Notice.ResumeFirst(unfinished.record().id()));
        }
        return atOnce && !rules.reviewBeforeStart()
                ? start(state, pan, code)
                : review(state, pan, code, null);
    }

    private Move start(Ready state, Pan pan, String code) {
        return withBalance(
                state,
                pan,
                balance ->
                        Move.to(
                                new Starting(state.operator(), code),
                                new CreateSession(state.operator(), code, null, balance)));
    }

    /// The review opens from Starting, so that a refusal has one place to land.
    private Move review(Ready state, Pan pan, String code, @Nullable Notice notice) {
        return withBalance(
                state,
                pan,
                balance ->
                        Move.to(
                                new Starting(state.operator(), code),
                                new PrepareReview(code, null, balance, notice)));
    }

    private Move startReviewed(Reviewing state, Pan pan) {
        if (!state.review().feasible() || resumeFirst(state) != null) {
            return Move.to(state);
        }
        String code = state.review().formula().code();
        return withBalance(
                state,
                pan,
                balance ->
                        Move.to(
                                new Starting(state.operator(), code),
                                new CreateSession(
                                        state.operator(), code, state.review().size(), balance)));
    }

    private Move opened(User operator, Unfinished opened, Pan pan) {
        var session = opened.record().session();
        return session.status() == SessionStatus.IN_PROGRESS
                ? resume.takeUp(operator, opened, pan)
                : backToReady(
                        operator, new Notice.SessionEnded(session.id(), session.status().word()));
    }

    private static Move firstStep(User operator, SessionRecord record, @Nullable Notice notice) {
        return record.nextStep()
                .map(step ->
                        Move.to(
                                new AwaitingContainer(new Work(operator, record, step), notice),
                                Move.command(BalanceCommand.CLEAR_TARE)))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "session " + record.id() + " was created without steps"));
    }

    private interface BalanceMove {
        Move with(BalanceIdentity balance);
    }

    /// Scaling and feasibility need the balance's readability and maximum: without a balance nothing is started.
    private static Move withBalance(Ready state, Pan pan, BalanceMove move) {
        Optional<BalanceIdentity> balance = pan.identity();
        return balance.isPresent()
                ? move.with(balance.get())
                : refused(state, new Notice.BalanceNeeded());
    }

    private static Move withBalance(Reviewing state, Pan pan, BalanceMove move) {
        Optional<BalanceIdentity> balance = pan.identity();
        return balance.isPresent()
                ? move.with(balance.get())
                : Move.to(noticed(state, new Notice.BalanceNeeded()));
    }

    private static Move refused(Ready state, Notice notice) {
        return Move.to(noticed(state, notice), Move.signal(Signal.Kind.WARNING));
    }

    private static Reviewing noticed(Reviewing state, Notice notice) {
        Notice first = resumeFirst(state);
        return new Reviewing(state.operator(), state.review(), first == null ? notice : first);
    }

    /// No other notice replaces this one: while a session is interrupted the review can only be looked at.
    private static Notice.@Nullable ResumeFirst resumeFirst(Reviewing state) {
        return state.notice() instanceof Notice.ResumeFirst first ? first : null;
    }

    private static Ready noticed(Ready state, @Nullable Notice notice) {
        return new Ready(state.operator(), state.looked(), state.unfinished(), notice);
    }
}

package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.preparation.BalanceReport;
import io.prepstation.kiosk.sync.EnrolResult;
import io.prepstation.kiosk.sync.NetworkStatus;
import io.prepstation.kiosk.ui.amount.AmountView;
import io.prepstation.kiosk.ui.amount.AmountViewModel;
import io.prepstation.kiosk.ui.approving.ApprovingView;
import io.prepstation.kiosk.ui.approving.ApprovingViewModel;
import io.prepstation.kiosk.ui.approving.Consent;
import io.prepstation.kiosk.ui.balance.BalanceView;
import io.prepstation.kiosk.ui.balance.BalanceViewModel;
import io.prepstation.kiosk.ui.checking.CheckingView;
import io.prepstation.kiosk.ui.checking.CheckingViewModel;
import io.prepstation.kiosk.ui.completed.CompletedView;
import io.prepstation.kiosk.ui.completed.CompletedViewModel;
import io.prepstation.kiosk.ui.correcting.CorrectingView;
import io.prepstation.kiosk.ui.correcting.CorrectingViewModel;
import io.prepstation.kiosk.ui.desk.AuditAnswer;
import io.prepstation.kiosk.ui.desk.CameraHint;
import io.prepstation.kiosk.ui.desk.CameraPicture;
import io.prepstation.kiosk.ui.desk.CheckAnswer;
import io.prepstation.kiosk.ui.desk.ChoiceAnswer;
import io.prepstation.kiosk.ui.desk.CorrectionAnswer;
import io.prepstation.kiosk.ui.desk.DeviceReport;
import io.prepstation.kiosk.ui.desk.LabChoice;
import io.prepstation.kiosk.ui.desk.LabelState;
import io.prepstation.kiosk.ui.desk.LastFrames;
import io.prepstation.kiosk.ui.desk.MaterialAnswer;
import io.prepstation.kiosk.ui.desk.NotCompared;
import io.prepstation.kiosk.ui.desk.OpenConflicts;
import io.prepstation.kiosk.ui.desk.PhotoAnswer;
import io.prepstation.kiosk.ui.desk.PhotoFile;
import io.prepstation.kiosk.ui.desk.QueueAnswer;
import io.prepstation.kiosk.ui.desk.SessionDetail;
import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.desk.SessionsAnswer;
import io.prepstation.kiosk.ui.desk.Shelf;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.desk.StatisticsAnswer;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.kiosk.ui.desk.SyncQueue;
import io.prepstation.kiosk.ui.desk.VerifyAnswer;
import io.prepstation.kiosk.ui.devices.DevicesView;
import io.prepstation.kiosk.ui.devices.DevicesViewModel;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.home.HomeView;
import io.prepstation.kiosk.ui.home.HomeViewModel;
import io.prepstation.kiosk.ui.interrupted.InterruptedView;
import io.prepstation.kiosk.ui.interrupted.InterruptedViewModel;
import io.prepstation.kiosk.ui.labs.LabsView;
import io.prepstation.kiosk.ui.labs.LabsViewModel;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.manual.ManualView;
import io.prepstation.kiosk.ui.manual.ManualViewModel;
import io.prepstation.kiosk.ui.message.MessageView;
import io.prepstation.kiosk.ui.message.MessageViewModel;
import io.prepstation.kiosk.ui.options.OptionsView;
import io.prepstation.kiosk.ui.options.OptionsViewModel;
import io.prepstation.kiosk.ui.pairing.PairingView;
import io.prepstation.kiosk.ui.pairing.PairingViewModel;
import io.prepstation.kiosk.ui.photo.PhotoViewModel;
import io.prepstation.kiosk.ui.rejecting.RejectingView;
import io.prepstation.kiosk.ui.rejecting.RejectingViewModel;
import io.prepstation.kiosk.ui.review.ReviewView;
import io.prepstation.kiosk.ui.review.ReviewViewModel;
import io.prepstation.kiosk.ui.signin.BadgeView;
import io.prepstation.kiosk.ui.signin.BadgeViewModel;
import io.prepstation.kiosk.ui.signin.SignInView;
import io.prepstation.kiosk.ui.signin.SignInViewModel;
import io.prepstation.kiosk.ui.signing.SigningView;
import io.prepstation.kiosk.ui.signing.SigningViewModel;
import io.prepstation.kiosk.ui.weighing.WeighingView;
import io.prepstation.kiosk.ui.weighing.WeighingViewModel;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.kiosk.ui.writing.Question;
import io.prepstation.kiosk.ui.writing.WritingView;
import io.prepstation.kiosk.ui.writing.WritingViewModel;
import io.prepstation.model.bench.ApprovalRequest;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
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
import io.prepstation.model.bench.Situation;
import io.prepstation.model.bench.Work;
import io.prepstation.model.check.CheckRun;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which screen stands for which situation. Beside the bench's states there are places an operator goes to by tapping: the
/// number pad, the reasons, the list of sessions, one session. All on the JavaFX thread.
final class Screens {

    /// Where the operator went from the screen of the state.
    private enum Aside {
        NONE,
        AMOUNT,
        OPTIONS,
        BY_HAND,
        REASON,
        WRITING,
        APPROVER,
        RECORDS,
        DEVICES,
        SYNC,
        BALANCE,
        CHECKING,
        MATERIALS,
        LABS,
        PAIRING
    }

    private final Words words;
    private final SignInViewModel signIn;
    private final BadgeViewModel badge;
    private final boolean byBadge;
    private final HomeViewModel home;
    private final ReviewViewModel review;
    private final AmountViewModel amount;
    private final WeighingViewModel weighing;
    private final OptionsViewModel options;
    private final ManualViewModel manual;
    private final InterruptedViewModel interrupted;
    private final RejectingViewModel rejecting;
    private final PhotoViewModel photo;
    private final WritingViewModel writing;
    private final CorrectingViewModel correcting;
    private final ApprovingViewModel approving;
    private final BadgeViewModel approver;
    private final SigningViewModel signing;
    private final CompletedViewModel completed;
    private final RecordPlaces records;
    private final MaterialPlaces materials;
    private final MessageViewModel message;
    private final DevicesViewModel devices;
    private final SyncPlaces sync;
    private final BalanceViewModel balance;
    private final CheckingViewModel checking;
    private final Lazy<LabsViewModel> labs;
    private final Lazy<PairingViewModel> pairing;
    private final Lazy<SignInView> signInView;
    private final Lazy<BadgeView> badgeView;
    private final Lazy<HomeView> homeView;
    private final Lazy<ReviewView> reviewView;
    private final Lazy<AmountView> amountView;
    private final Lazy<WeighingView> weighingView;
    private final Lazy<OptionsView> optionsView;
    private final Lazy<ManualView> manualView;
    private final Lazy<InterruptedView> interruptedView;
    private final Lazy<RejectingView> rejectingView;
    private final Lazy<WritingView> writingView;
    private final Lazy<CorrectingView> correctingView;
    private final Lazy<ApprovingView> approvingView;
    private final Lazy<BadgeView> approverView;
    private final Lazy<SigningView> signingView;
    private final Lazy<CompletedView> completedView;
    private final Lazy<MessageView> messageView;
    private final Lazy<DevicesView> devicesView;
    private final Lazy<BalanceView> balanceView;
    private final Lazy<CheckingView> checkingView;
    private final Lazy<LabsView> labsView;
    private final Lazy<PairingView> pairingView;
    private Aside aside = Aside.NONE;
    private Aside beforeWriting = Aside.NONE;

    /// Who is typing; nobody before anybody signed in.
    private Optional<User> writer = Optional.empty();

    private Aside beforeBadge = Aside.NONE;
    private Permission deed = Permission.PREPARE;
    private boolean locked;
    private boolean inLab = true;
    private Runnable refresh = () -> {};
    private @Nullable BenchState state;
    private @Nullable Screen current;

    /// The models of all screens, on any thread, also before JavaFX is there; each view is made when it is first shown.
    Screens(
            Setup setup,
            StationDesk desk,
            InstantSource clock,
            Words words,
            Function<String, boolean[][]> qr) {
        this.words = words;
        Panel panel = setup.panel();
        byBadge = setup.signIn() == Authentication.BADGE_AND_PIN;
        signIn = new SignInViewModel(desk);
        badge =
                new BadgeViewModel(
                        new BadgeViewModel.Asking() {
                            @Override
                            public void check(String held, String pin) {
                                desk.signIn(held, pin);
                            }

                            @Override
                            public void changePin(String held, String pin, String newPin) {
                                desk.changePin(held, pin, newPin);
                            }
                        },
                        null,
                        words);
        records =
                new RecordPlaces(
                        setup,
                        desk,
                        words,
                        new RecordPlaces.Ways(
                                () -> go(Aside.RECORDS),
                                () -> go(Aside.NONE),
                                () -> askBadge(Aside.RECORDS, Permission.CORRECT_SESSION),
                                this::write));
        materials =
                new MaterialPlaces(
                        panel,
                        desk,
                        words,
                        new MaterialPlaces.Ways(
                                () -> go(Aside.MATERIALS), () -> go(Aside.NONE), this::write));
        sync =
                new SyncPlaces(
                        setup,
                        desk,
                        clock,
                        words,
                        new SyncPlaces.Ways(
                                () -> go(Aside.SYNC),
                                () -> go(Aside.NONE),
                                () -> askBadge(Aside.SYNC, Permission.CLEAR_QUEUE),
                                this::write));
        home =
                new HomeViewModel(
                        desk,
                        words,
                        new HomeViewModel.Doors(
                                records::open,
                                materials::open,
                                () -> go(Aside.DEVICES),
                                sync::open));
        review = new ReviewViewModel(desk, words, this::changeAmount);
        amount = new AmountViewModel(desk, words, () -> go(Aside.NONE));
        weighing =
                new WeighingViewModel(
                        desk, clock, words, this::changeAmount, () -> go(Aside.OPTIONS));
        options = new OptionsViewModel(desk, words, this::openByHand, () -> go(Aside.NONE));
        manual = new ManualViewModel(desk, clock, words, () -> go(Aside.NONE));
        interrupted = new InterruptedViewModel(desk, words);
        rejecting =
                new RejectingViewModel(desk, words, setup.reasons().giveUp(), this::writeRejection);
        photo = new PhotoViewModel(desk, words);
        correcting = new CorrectingViewModel(desk, words, this::giveUp);
        approving =
                new ApprovingViewModel(
                        desk,
                        clock,
                        words,
                        byBadge,
                        this::askApprover,
                        setup.reasons(),
                        this::writeApproval);
        writing = new WritingViewModel(words, () -> go(beforeWriting));
        approver =
                new BadgeViewModel(
                        new BadgeViewModel.Asking() {
                            @Override
                            public void check(String held, String pin) {
                                desk.confirm(held, pin, deed);
                            }

                            @Override
                            public void changePin(String held, String pin, String newPin) {
                                desk.confirmChangePin(held, pin, newPin, deed);
                            }
                        },
                        () -> go(beforeBadge),
                        words);
        signing = new SigningViewModel(desk, words, setup.label());
        completed = new CompletedViewModel(desk, words, setup.label());
        message = new MessageViewModel(desk, words, this::giveUp, this::openByHand);
        devices = new DevicesViewModel(desk, clock, words, () -> go(Aside.NONE), this::openBalance);
        balance = new BalanceViewModel(desk, words, this::openCheck, () -> go(Aside.DEVICES));
        checking = new CheckingViewModel(desk, words, this::openBalance);
        labs =
                new Lazy<>(() ->
                        new LabsViewModel(desk, words, () -> go(Aside.NONE), this::openPairing));
        pairing =
                new Lazy<>(() ->
                        new PairingViewModel(
                                desk,
                                words,
                                this::write,
                                new PairingViewModel.Ways(
                                        () -> go(Aside.NONE),
                                        () -> askBadge(Aside.PAIRING, Permission.MOVE_STATION))));
        labsView = new Lazy<>(() -> new LabsView(labs.get(), panel, words));
        pairingView = new Lazy<>(() -> new PairingView(pairing.get(), panel, words));
        balanceView = new Lazy<>(() -> new BalanceView(balance, panel, words));
        checkingView = new Lazy<>(() -> new CheckingView(checking, panel, words));
        devicesView = new Lazy<>(() -> new DevicesView(devices, panel, words));
        signInView = new Lazy<>(() -> new SignInView(signIn, panel, words));
        badgeView = new Lazy<>(() -> new BadgeView(badge, panel, words));
        homeView = new Lazy<>(() -> new HomeView(home, panel, words));
        reviewView = new Lazy<>(() -> new ReviewView(review, panel, words));
        amountView = new Lazy<>(() -> new AmountView(amount, panel, words));
        weighingView = new Lazy<>(() -> new WeighingView(weighing, panel, words));
        optionsView = new Lazy<>(() -> new OptionsView(options, panel, words));
        manualView = new Lazy<>(() -> new ManualView(manual, panel, words));
        interruptedView = new Lazy<>(() -> new InterruptedView(interrupted, words));
        correctingView = new Lazy<>(() -> new CorrectingView(correcting, panel, words));
        approverView = new Lazy<>(() -> new BadgeView(approver, panel, words));
        approvingView =
                new Lazy<>(() -> new ApprovingView(approving.consent(), photo, panel, words));
        rejectingView = new Lazy<>(() -> new RejectingView(rejecting, photo, panel, words));
        writingView = new Lazy<>(() -> new WritingView(writing, panel, words));
        signingView = new Lazy<>(() -> new SigningView(signing, panel, words, setup.signIn(), qr));
        completedView = new Lazy<>(() -> new CompletedView(completed, panel, words, qr));
        messageView = new Lazy<>(() -> new MessageView(message));
    }

    /// @param now asks for the screen again, after the operator went somewhere
    void onMove(Runnable now) {
        refresh = now;
    }

    void show(List<User> people) {
        signIn.show(people);
        approving.consent().show(people);
        records.show(people);
        sync.show(people);
    }

    void showSessions(List<SessionRow> rows) {
        home.show(rows);
        records.showSessions(rows);
        completed.show(rows);
    }

    void show(SessionsAnswer answer) {
        records.show(answer);
    }

    void show(SessionDetail answer) {
        records.show(answer);
    }

    void show(PhotoFile file) {
        records.show(file);
    }

    void show(SignInResult result) {
        badge.show(result);
    }

    /// Somebody was recognised who approves, or was not.
    void showConfirmed(SignInResult result) {
        approver.show(result);
        if (aside != Aside.APPROVER) {
            return;
        }
        if (result instanceof SignInResult.Recognised(var user, var _)) {
            aside = beforeBadge;
            switch (beforeBadge) {
                case RECORDS -> records.confirmed(user);
                case SYNC -> sync.confirmed(user);
                case PAIRING -> pairing.get().agreed(user);
                default -> approving.consent().confirmed(user);
            }
        } else if (result instanceof SignInResult.HubNeeded && beforeBadge == Aside.PAIRING) {
            aside = Aside.PAIRING;
            pairing.get().nobodyRecognised();
        }
    }

    /// What became of joining a lab.
    void show(EnrolResult result) {
        pairing.get().show(result);
    }

    /// The station's labs; one that belongs to none is to join one first.
    void show(LabChoice choice) {
        labs.get().show(choice);
        inLab = choice.current() != null;
        Runnable choose = labs.get().several() ? this::openLabs : null;
        signIn.offerLabs(choose, words);
        badge.offerLabs(choose);
        if (!inLab) {
            openPairing();
        }
    }

    /// A code held up while the station is to join a lab, whose own may still lie there when a badge is asked for, somebody to sign in, or to approve, or materials are looked at.
    void take(ScannedCode code) {
        if (aside == Aside.PAIRING) {
            pairing.get().scanned(code);
        } else if (agrees()) {
            if (!(code instanceof EnrolmentCode)) {
                approver.scanned(code);
            }
        } else if (takesMaterials()) {
            materials.scanned(code);
        } else if (code instanceof EnrolmentCode && nobodyIsIn()) {
            openPairing();
            pairing.get().scanned(code);
        } else if (asksEntrance()) {
            badge.scanned(code);
        } else {
            approver.scanned(code);
        }
    }

    /// Whether the screen is locked over whatever the bench does.
    void lock(boolean now) {
        locked = now;
    }

    void show(CorrectionAnswer answer) {
        records.show(answer);
    }

    void show(AuditAnswer answer) {
        records.show(answer);
    }

    void show(VerifyAnswer answer) {
        records.show(answer);
    }

    void show(StatisticsAnswer answer) {
        records.show(answer);
    }

    void show(SyncIndicator indicator) {
        home.show(indicator);
        sync.show(indicator);
    }

    void show(NetworkStatus network) {
        sync.show(network);
    }

    void show(NotCompared answer) {
        sync.show(answer);
    }

    void show(SyncQueue queue) {
        sync.show(queue);
    }

    void show(QueueAnswer answer) {
        sync.show(answer);
    }

    void show(OpenConflicts open) {
        sync.show(open);
    }

    void show(ChoiceAnswer answer) {
        sync.show(answer);
    }

    /// Of no use to who has left for weighing meanwhile.
    void show(Shelf shelf) {
        if (takesMaterials()) {
            materials.show(shelf);
        }
    }

    /// A weighing changes a lot, too: nothing is read while nobody looks.
    void materialsChanged() {
        if (takesMaterials()) {
            materials.changed();
        }
    }

    void show(long edit, MaterialAnswer answer) {
        materials.show(edit, answer);
    }

    void showContainerPrinted(String problem) {
        materials.showPrinted(problem);
    }

    void show(DeviceReport report) {
        devices.show(report);
    }

    void show(LastFrames frames) {
        devices.show(frames);
    }

    void show(BalanceReport report) {
        balance.show(report);
    }

    void show(CheckAnswer answer) {
        checking.show(answer);
    }

    void showPrintTest(String problem) {
        devices.showPrintTest(problem);
    }

    void show(LabelState label) {
        completed.show(label);
    }

    /// The picture goes where codes are held before the camera.
    void show(CameraPicture picture) {
        if (aside == Aside.PAIRING) {
            pairingView.get().show(picture);
            return;
        }
        if (agrees()) {
            approverView.get().show(picture);
            return;
        }
        if (asksEntrance()) {
            badgeView.get().show(picture);
            return;
        }
        photo.sees();
        if (aside == Aside.APPROVER) {
            approverView.get().show(picture);
        }
        if (aside == Aside.REASON) {
            rejectingView.get().show(picture);
        }
        if (aside != Aside.NONE) {
            return;
        }
        if (state instanceof Ready) {
            homeView.get().show(picture);
        } else if (state instanceof AwaitingContainer) {
            weighingView.get().show(picture);
        } else if (state instanceof Rejecting) {
            rejectingView.get().show(picture);
        }
    }

    void show(PhotoAnswer answer) {
        photo.show(answer);
    }

    void show(CameraHint hint) {
        homeView.get().show(hint);
        weighingView.get().show(hint);
    }

    /// The screen of the situation, with everything on it up to date.
    Screen of(Situation situation) {
        state = situation.state();
        if (aside == Aside.WRITING && (locked || !person().equals(writer))) {
            writing.forget();
            aside = Aside.NONE;
        }
        if (nobodyIsIn() && mayStandAside(situation.state()) && aside != Aside.NONE) {
            return atTheDoor();
        }
        if (asksEntrance()) {
            aside = Aside.NONE;
            badge.open(locked ? state.person().map(User::name) : Optional.empty());
            return badgeView.get().screen();
        }
        if (!mayStandAside(situation.state())) {
            aside = Aside.NONE;
        }
        devices.show(situation.pan());
        balance.show(situation.pan());
        checking.show(situation.pan());
        materials.show(situation);
        Screen ofState = ofState(situation);
        Screen shown =
                switch (aside) {
                    case NONE -> ofState;
                    case AMOUNT -> amountView.get().screen();
                    case OPTIONS -> {
                        options.show(situation.state());
                        yield optionsView.get().screen();
                    }
                    case BY_HAND -> manualView.get().screen();
                    case REASON -> rejectingView.get().screen();
                    case WRITING -> writingView.get().screen();
                    case APPROVER -> approverView.get().screen();
                    case RECORDS -> records.screen();
                    case DEVICES -> {
                        devices.inView();
                        yield devicesView.get().screen();
                    }
                    case SYNC -> sync.screen();
                    case BALANCE -> balanceView.get().screen();
                    case CHECKING -> checkingView.get().screen();
                    case MATERIALS -> materials.screen();
                    case LABS, PAIRING -> atTheDoor();
                };
        current = shown;
        return shown;
    }

    /// What is shown before anything is known of the bench: nobody is signed in, or the station is in no lab yet.
    Screen entrance() {
        if (aside != Aside.NONE) {
            return atTheDoor();
        }
        return byBadge ? badgeView.get().screen() : signInView.get().screen();
    }

    /// Where one goes to before anybody is signed in.
    private Screen atTheDoor() {
        return switch (aside) {
            case LABS -> labsView.get().screen();
            case APPROVER -> approverView.get().screen();
            case WRITING -> writingView.get().screen();
            default -> pairingView.get().screen();
        };
    }

    /// Whether somebody is asked to agree that the station leaves its lab.
    private boolean agrees() {
        return aside == Aside.APPROVER && beforeBadge == Aside.PAIRING && nobodyIsIn();
    }

    private boolean nobodyIsIn() {
        return !locked && (state == null || state instanceof SignedOut);
    }

    /// Which codes are the screen's own and not the bench's.
    Predicate<ScannedCode> takes() {
        if (asksEntrance()
                || aside == Aside.APPROVER
                || aside == Aside.PAIRING
                || takesMaterials()) {
            return _ -> true;
        }
        return nobodyIsIn() ? EnrolmentCode.class::isInstance : _ -> false;
    }

    /// Whether somebody is at the materials: a code fills a field also while its text could be typed.
    private boolean takesMaterials() {
        return !asksEntrance()
                && (aside == Aside.MATERIALS
                        || (aside == Aside.WRITING && beforeWriting == Aside.MATERIALS));
    }

    private boolean asksEntrance() {
        return byBadge && (locked || state == null || state instanceof SignedOut);
    }

    private boolean mayStandAside(BenchState now) {
        return switch (aside) {
            case NONE -> true;
            case AMOUNT -> now instanceof Reviewing || now instanceof AwaitingContainer;
            case OPTIONS -> OptionsViewModel.any(now);
            case BY_HAND -> OptionsViewModel.typing(now).isPresent();
            case LABS, PAIRING -> now instanceof SignedOut;
            case WRITING ->
                    now instanceof SignedOut
                            || (besideHome(beforeWriting) && now instanceof Ready)
                            || now instanceof Rejecting
                            || now instanceof Approving
                            || now instanceof Fault
                            || now instanceof Correcting;
            case REASON -> now instanceof Fault || now instanceof Correcting;
            case APPROVER ->
                    (beforeBadge == Aside.PAIRING && now instanceof SignedOut)
                            || (besideHome(beforeBadge) && now instanceof Ready)
                            || now instanceof Approving;
            case RECORDS, DEVICES, SYNC, BALANCE, CHECKING, MATERIALS -> now instanceof Ready;
        };
    }

    /// Places from which a text or a badge is asked for while nobody weighs.
    private static boolean besideHome(Aside from) {
        return from == Aside.RECORDS || from == Aside.MATERIALS || from == Aside.SYNC;
    }

    private Screen ofState(Situation situation) {
        var pan = situation.pan();
        return switch (situation.state()) {
            case SignedOut _ -> signInView.get().screen();
            case Ready ready -> {
                home.show(ready);
                yield homeView.get().screen();
            }
            case Reviewing reviewing -> {
                review.show(reviewing);
                yield reviewView.get().screen();
            }
            case Starting _, Opening _, Rescaling _, Failing _, Unlocking _ ->
                    whileWaiting(situation.state());
            case Locked locked -> {
                message.show(locked);
                yield messageView.get().screen();
            }
            case Weighing step -> {
                weighing.show(step, pan);
                yield weighingView.get().screen();
            }
            case Recording recording -> {
                weighing.show(recording, pan);
                yield weighingView.get().screen();
            }
            case Correcting overshoot -> {
                correcting.show(overshoot);
                yield correctingView.get().screen();
            }
            case Approving asked -> {
                approving.show(asked);
                photograph(asked.request());
                yield approvingView.get().screen();
            }
            case Interrupted checks -> {
                interrupted.show(checks, pan);
                yield interruptedView.get().screen();
            }
            case AwaitingSignature awaiting -> {
                signing.show(awaiting);
                yield signingView.get().screen();
            }
            case Completing completing -> {
                signing.show(completing);
                yield signingView.get().screen();
            }
            case Completed done -> {
                completed.show(done);
                yield completedView.get().screen();
            }
            case Rejecting reasons -> {
                rejecting.show(reasons);
                photo.about(reasons.record().id(), null);
                yield rejectingView.get().screen();
            }
            case Fault fault -> {
                message.show(fault);
                yield messageView.get().screen();
            }
        };
    }

    /// A commit takes some ten milliseconds: the screen before stays, the strip says what is being waited for.
    private Screen whileWaiting(BenchState waiting) {
        if (current != null) {
            return current;
        }
        message.showWaiting(Situations.waitingFor(waiting, words));
        return messageView.get().screen();
    }

    private void changeAmount() {
        if (state instanceof Reviewing(var _, var shown, var _)) {
            openAmount(shown.formula().name(), shown.amount());
        } else if (state instanceof AwaitingContainer(var work, var _)) {
            openAmount(work.record().context().formulaName(), work.record().context().amount());
        }
    }

    /// The balance may never come back, and an overshoot may be beyond help: the session can be given up from there.
    private void giveUp() {
        if (state instanceof Fault fault) {
            Situations.waitingSession(fault).ifPresent(this::askReason);
        } else if (state instanceof Correcting overshoot) {
            askReason(overshoot.work().record());
        }
    }

    /// What is typed belongs to the step that is being weighed now.
    private void openByHand() {
        Optional.ofNullable(state)
                .flatMap(OptionsViewModel::typing)
                .ifPresent(pouring -> {
                    manual.open(pouring);
                    go(Aside.BY_HAND);
                });
    }

    private void askReason(SessionRecord record) {
        rejecting.open(record, () -> go(Aside.NONE));
        photo.about(record.id(), null);
        go(Aside.REASON);
    }

    private void photograph(ApprovalRequest request) {
        switch (request) {
            case ApprovalRequest.Overriding(var from) -> photograph(from.work());
            case ApprovalRequest.ByHand byHand -> photograph(byHand.work());
            case ApprovalRequest.Witness witness -> photograph(witness.work());
            case ApprovalRequest.Unlock _ -> photo.none();
        }
    }

    private void photograph(Work work) {
        photo.about(work.record().id(), work.step().id());
    }

    private void writeRejection() {
        write(words.text("rejecting.title"), rejecting.written().get(), rejecting::written);
    }

    private void writeApproval() {
        Consent consent = approving.consent();
        write(words.text("approving.why"), consent.written().get(), consent::written);
    }

    private void write(String title, String before, Consumer<String> taken) {
        beforeWriting = aside;
        writer = person();
        writing.open(title, before, taken);
        go(Aside.WRITING);
    }

    private Optional<User> person() {
        return state == null ? Optional.empty() : state.person();
    }

    private void write(Question question, Consumer<String> taken) {
        beforeWriting = aside;
        writer = person();
        writing.open(question, taken);
        go(Aside.WRITING);
    }

    private void openLabs() {
        labs.get().open();
        go(Aside.LABS);
    }

    private void openPairing() {
        pairing.get().open(inLab);
        go(Aside.PAIRING);
    }

    private void askApprover() {
        if (state instanceof Approving asked) {
            askBadge(Aside.NONE, asked.request().permission());
        }
    }

    /// @param needed what whoever is recognised must be allowed
    private void askBadge(Aside backTo, Permission needed) {
        beforeBadge = backTo;
        deed = needed;
        approver.ask(
                backTo == Aside.PAIRING
                        ? Optional.of(
                                new BadgeViewModel.Deed(
                                        words.text("pairing.badge-title"),
                                        words.text("pairing.badge-hint")))
                        : Optional.empty());
        go(Aside.APPROVER);
    }

    private void openAmount(String formula, Amount present) {
        amount.open(formula, present);
        go(Aside.AMOUNT);
    }

    private void openBalance() {
        balance.open();
        go(Aside.BALANCE);
    }

    private void openCheck(CheckRun run) {
        checking.begin(run);
        go(Aside.CHECKING);
    }

    private void go(Aside next) {
        aside = next;
        refresh.run();
    }
}

package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.preparation.BalanceReport;
import io.prepstation.kiosk.sync.EnrolResult;
import io.prepstation.kiosk.sync.NetworkStatus;
import io.prepstation.kiosk.ui.approving.ApprovingViewModel;
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
import io.prepstation.kiosk.ui.desk.MaterialEdit;
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
import io.prepstation.kiosk.ui.desk.StationFacts;
import io.prepstation.kiosk.ui.desk.StatisticsAnswer;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.kiosk.ui.desk.SyncQueue;
import io.prepstation.kiosk.ui.desk.VerifyAnswer;
import io.prepstation.kiosk.ui.frame.FrameView;
import io.prepstation.kiosk.ui.frame.FrameViewModel;
import io.prepstation.kiosk.ui.look.Fonts;
import io.prepstation.kiosk.ui.scan.ScanFilter;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.people.User;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TouchEvent;
import org.jspecify.annotations.Nullable;

/// Everything an operator sees. `show` may be called from any thread as often as there is news: the newest of a kind
/// wins.
public final class StationScreen {

    /// A new screen takes some layout passes until wrapped texts and tables have their size.
    private static final int FRAMES_TO_REST = 3;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final FxThread thread;
    private final Words words;
    private final FrameViewModel frame;
    private final FrameView view;
    private final Supplier<Screens> fresh;
    private final Scene scene;
    private final IdleLock lock;
    private Screens screens;
    private @Nullable Situation situation;
    private volatile Predicate<ScannedCode> takes;
    private Consumer<Situation> shown = _ -> {};

    /// Must be called on the JavaFX thread.
    ///
    /// @param qr makes the modules of a QR code, rows first
    StationScreen(
            Setup setup,
            StationDesk desk,
            InstantSource clock,
            Function<String, boolean[][]> qr,
            FxThread thread) {
        this(setup, clock, thread, Models.of(setup, desk, clock, qr), styled(setup));
    }

    /// The same with parts that were made beside each other, as [KioskWindow] does.
    StationScreen(Setup setup, InstantSource clock, FxThread thread, Models models, Scene styled) {
        this.thread = thread;
        words = models.words();
        frame = models.frame();
        fresh = models.fresh();
        screens = models.screens();
        screens.onMove(this::refresh);
        String family = Fonts.load(setup.locale());
        view = new FrameView(frame, setup.panel());
        view.setStyle(
                "-fx-font-family: \""
                        + family
                        + "\"; -fx-font-size: "
                        + setup.panel().em()
                        + "px;");
        lock = new IdleLock(clock, setup);
        takes = screens.takes();
        view.show(screens.entrance());
        scene = styled;
        scene.setRoot(view);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> lock.touched());
        scene.addEventFilter(TouchEvent.TOUCH_PRESSED, _ -> lock.touched());
        new ScanFilter(
                        models.desk().wedge(),
                        models.desk()::post,
                        () -> System.nanoTime() / 1_000_000)
                .install(scene);
    }

    /// What the screens say and where they lead, without anything that is drawn: made on any thread, also before JavaFX is
    /// there.
    ///
    /// @param fresh makes what `screens` was at first
    record Models(
            StationDesk desk,
            Words words,
            FrameViewModel frame,
            Screens screens,
            Supplier<Screens> fresh) {

        static Models of(
                Setup setup,
                StationDesk desk,
                InstantSource clock,
                Function<String, boolean[][]> qr) {
            Words words = new Words(setup.locale(), setup.facts().zone());
            Supplier<Screens> fresh = () -> new Screens(setup, desk, clock, words, qr);
            return new Models(
                    desk,
                    words,
                    new FrameViewModel(setup.facts(), desk, clock, words),
                    fresh.get(),
                    fresh);
        }
    }

    /// Calls once after the scene was laid out for the next time. On the JavaFX thread.
    void afterNextPulse(Runnable laidOut) {
        thread.afterPulse(scene, laidOut);
    }

    /// The lab is known.
    public void show(StationFacts facts) {
        thread.show(
                StationFacts.class,
                () -> {
                    words.in(facts.zone());
                    frame.show(facts);
                    refresh();
                });
    }

    /// What the bench is doing and what the balance says.
    public void show(Situation next) {
        thread.show(
                Situation.class,
                () -> {
                    situation = next;
                    refresh();
                });
    }

    /// Begins anew: nothing of the lab before can be seen any more. Not on the JavaFX thread.
    public void forget() throws InterruptedException {
        thread.ask(() -> {
            situation = null;
            screens = fresh.get();
            screens.onMove(this::refresh);
            frame.forget();
            refresh();
            return screens;
        });
    }

    /// What became of joining a lab.
    public void show(EnrolResult result) {
        thread.show(EnrolResult.class, () -> screens.show(result));
    }

    /// What became of a photo.
    public void show(PhotoAnswer answer) {
        thread.show(PhotoAnswer.class, () -> screens.show(answer));
    }

    /// The labs of the station; the pairing screen where there is none.
    public void show(LabChoice labs) {
        thread.show(
                LabChoice.class,
                () -> {
                    screens.show(labs);
                    refresh();
                });
    }

    /// Takes a code as somebody's badge while the screen asks for one, or as the way into a lab.
    ///
    /// @return false if the code is the bench's
    public boolean offer(CodeScanned scan) {
        if (!takes.test(scan.code())) {
            thread.show(IdleLock.class, lock::touched);
            return false;
        }
        thread.show(
                ScannedCode.class,
                () -> {
                    lock.touched();
                    screens.take(scan.code());
                });
        return true;
    }

    /// The answer to `StationDesk.signIn` and `changePin`.
    public void show(SignInResult result) {
        thread.show(
                SignInResult.class,
                () -> {
                    lock.answered(result);
                    screens.show(result);
                    refresh();
                });
    }

    /// The answer to `StationDesk.confirm` and `confirmChangePin`.
    public void showConfirmed(SignInResult result) {
        thread.show(
                ApprovingViewModel.class,
                () -> {
                    lock.touched();
                    screens.showConfirmed(result);
                    refresh();
                });
    }

    public void show(SyncIndicator sync) {
        thread.show(
                SyncIndicator.class,
                () -> {
                    frame.show(sync);
                    screens.show(sync);
                    refresh();
                });
    }

    /// How the way to the hub is.
    public void show(NetworkStatus network) {
        thread.show(NetworkStatus.class, () -> screens.show(network));
    }

    /// The answer to `StationDesk.compareWithHub` if there is no number.
    public void show(NotCompared answer) {
        thread.show(NotCompared.class, () -> screens.show(answer));
    }

    /// What is not at the hub yet.
    public void show(SyncQueue queue) {
        thread.show(SyncQueue.class, () -> screens.show(queue));
    }

    /// The answer to `StationDesk.order` and `clearQueue`.
    public void show(QueueAnswer answer) {
        thread.show(
                QueueAnswer.class,
                () -> {
                    screens.show(answer);
                    refresh();
                });
    }

    /// The changes that met somebody else's.
    public void show(OpenConflicts conflicts) {
        thread.show(
                OpenConflicts.class,
                () -> {
                    screens.show(conflicts);
                    refresh();
                });
    }

    /// The answer to `StationDesk.choose` and `undoChoice`.
    public void show(ChoiceAnswer answer) {
        thread.show(
                ChoiceAnswer.class,
                () -> {
                    screens.show(answer);
                    refresh();
                });
    }

    /// The answer to `StationDesk.lookUpMaterials`.
    public void show(Shelf shelf) {
        thread.show(Shelf.class, () -> screens.show(shelf));
    }

    /// Something changed in the lab's materials.
    public void materialsChanged() {
        thread.show(Shelf.Item.class, () -> screens.materialsChanged());
    }

    /// The answer to `StationDesk.make`.
    ///
    /// @param edit the number of what was asked for
    public void show(long edit, MaterialAnswer answer) {
        thread.show(
                MaterialAnswer.class,
                () -> {
                    screens.show(edit, answer);
                    refresh();
                });
    }

    /// What became of a container's label.
    ///
    /// @param problem empty if it was printed
    public void showContainerPrinted(String problem) {
        thread.show(MaterialEdit.class, () -> screens.showContainerPrinted(problem));
    }

    /// At most ten a second are worth giving.
    public void show(CameraPicture picture) {
        thread.show(CameraPicture.class, () -> screens.show(picture));
    }

    /// What to do so that the camera can read the label.
    public void show(CameraHint hint) {
        thread.show(CameraHint.class, () -> screens.show(hint));
    }

    /// The answer to `StationDesk.lookUp(BalanceIdentity)`.
    public void show(BalanceReport report) {
        thread.show(
                BalanceReport.class,
                () -> {
                    screens.show(report);
                    refresh();
                });
    }

    /// The answer to `StationDesk.keep`.
    public void show(CheckAnswer answer) {
        thread.show(
                CheckAnswer.class,
                () -> {
                    screens.show(answer);
                    refresh();
                });
    }

    /// How the devices beside the balance are.
    public void show(DeviceReport devices) {
        thread.show(DeviceReport.class, () -> screens.show(devices));
    }

    /// What the balance said last, readings or not.
    public void show(LastFrames frames) {
        thread.show(LastFrames.class, () -> screens.show(frames));
    }

    /// What became of a label.
    public void show(LabelState label) {
        thread.show(LabelState.class, () -> screens.show(label));
    }

    /// The language of these screens.
    public Words words() {
        return words;
    }

    /// What a test print came to.
    ///
    /// @param problem empty if it was printed
    public void showPrintTest(String problem) {
        thread.show(String.class, () -> screens.showPrintTest(problem));
    }

    /// Presses the main button if it can be pressed now; for a foot switch.
    public void pressMain() {
        thread.show(Button.class, () -> fired("main"));
    }

    /// Everybody the hub knows; the sign-in screen offers those who may stand at a bench.
    public void showPeople(List<User> people) {
        List<User> known = List.copyOf(people);
        thread.show(User.class, () -> screens.show(known));
    }

    /// The sessions of the lab file, newest first.
    public void showSessions(List<SessionRow> sessions) {
        List<SessionRow> known = List.copyOf(sessions);
        thread.show(SessionRow.class, () -> screens.showSessions(known));
    }

    /// The answer to `StationDesk.lookUp(SessionsQuestion)`.
    public void show(SessionsAnswer answer) {
        thread.show(SessionsAnswer.class, () -> screens.show(answer));
    }

    /// The answer to `StationDesk.lookUp`.
    public void show(SessionDetail detail) {
        thread.show(SessionDetail.class, () -> screens.show(detail));
    }

    /// The answer to `StationDesk.lookUpPhoto`.
    public void show(PhotoFile file) {
        thread.show(PhotoFile.class, () -> screens.show(file));
    }

    /// The answer to `StationDesk.correct`.
    public void show(CorrectionAnswer answer) {
        thread.show(
                CorrectionAnswer.class,
                () -> {
                    screens.show(answer);
                    refresh();
                });
    }

    /// The answer to `StationDesk.lookUp(AuditQuery)`.
    public void show(AuditAnswer answer) {
        thread.show(AuditAnswer.class, () -> screens.show(answer));
    }

    /// The answer to `StationDesk.verify`.
    public void show(VerifyAnswer answer) {
        thread.show(
                VerifyAnswer.class,
                () -> {
                    screens.show(answer);
                    refresh();
                });
    }

    /// The answer to `StationDesk.lookUp(Dimension, Period)`.
    public void show(StatisticsAnswer answer) {
        thread.show(StatisticsAnswer.class, () -> screens.show(answer));
    }

    /// Calls the listener on the JavaFX thread with every situation once it is on the screen, to measure how late it is.
    public void onShown(Consumer<Situation> listener) {
        thread.show(Consumer.class, () -> shown = listener);
    }

    /// Writes what is on the screen to a PNG file, after all news given before; waits for it. Not on the JavaFX thread.
    public void picture(Path file) throws IOException, InterruptedException {
        for (int frame = 0; frame < FRAMES_TO_REST; frame++) {
            thread.nextFrame(scene);
        }
        Pictures.write(thread.ask(() -> scene.snapshot(null)), file);
    }

    /// Presses a button of the footer as a finger does, as soon as it can be pressed. Not on the JavaFX thread.
    ///
    /// @param id `back`, `middle` or `main`
    /// @return false if it could not be pressed in that time
    public boolean press(String id, Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (!thread.ask(() -> fired(id))) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }

    private boolean fired(String id) {
        if (view.lookup("#" + id) instanceof Button button
                && button.isVisible()
                && !button.isDisabled()) {
            button.fire();
            return true;
        }
        return false;
    }

    /// With its stylesheets before it has any content, else JavaFX looks for the styles of each node more than once.
    static Scene styled(Setup setup) {
        Scene scene = new Scene(new Group(), setup.panel().widthPx(), setup.panel().heightPx());
        String controls = setup.theme().controls();
        if (!controls.equals(Application.getUserAgentStylesheet())) {
            scene.setUserAgentStylesheet(controls);
        }
        scene.getStylesheets().setAll(setup.theme().stylesheets(setup.panel()));
        return scene;
    }

    Scene scene() {
        return scene;
    }

    private void refresh() {
        Situation known = situation;
        if (known != null) {
            screens.lock(lock.lockedOver(known.state()));
            frame.show(known.pan(), Situations.operator(known.state()));
            frame.say(Situations.strip(known.state(), words));
            view.show(screens.of(known));
            shown.accept(known);
        } else {
            view.show(screens.entrance());
        }
        takes = screens.takes();
    }
}

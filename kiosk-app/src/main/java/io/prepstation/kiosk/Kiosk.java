package io.prepstation.kiosk;

import io.prepstation.config.ConfigResult;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.config.ConfigResult.Problems;
import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceStatus;
import io.prepstation.device.camera.Camera;
import io.prepstation.device.camera.CameraListener;
import io.prepstation.device.camera.CameraStatus;
import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.Photo;
import io.prepstation.device.camera.QrSymbol;
import io.prepstation.device.camera.ViewHint;
import io.prepstation.device.scanner.ScannerListener;
import io.prepstation.device.scanner.SerialScanner;
import io.prepstation.kiosk.field.Heart;
import io.prepstation.kiosk.field.Heartbeat;
import io.prepstation.kiosk.field.Systemd;
import io.prepstation.kiosk.field.Watchdog;
import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.people.SignInResult.Recognised;
import io.prepstation.kiosk.preparation.Correction;
import io.prepstation.kiosk.preparation.NewAttachment;
import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.SentWithout;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.AttachmentFiles.Found;
import io.prepstation.kiosk.store.AuditQuery;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.Lab;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.LiveQuery;
import io.prepstation.kiosk.store.LiveValue;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.PourTraces;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.SessionSummary;
import io.prepstation.kiosk.store.StatisticsQuery;
import io.prepstation.kiosk.store.StatisticsQuery.Dimension;
import io.prepstation.kiosk.store.StatisticsQuery.Period;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.Table;
import io.prepstation.kiosk.store.Work;
import io.prepstation.kiosk.sync.EnrolResult;
import io.prepstation.kiosk.ui.FxToolkit;
import io.prepstation.kiosk.ui.KioskWindow;
import io.prepstation.kiosk.ui.Setup;
import io.prepstation.kiosk.ui.StationScreen;
import io.prepstation.kiosk.ui.desk.AuditAnswer;
import io.prepstation.kiosk.ui.desk.CameraHint;
import io.prepstation.kiosk.ui.desk.CameraPicture;
import io.prepstation.kiosk.ui.desk.CheckAnswer;
import io.prepstation.kiosk.ui.desk.ChoiceAnswer;
import io.prepstation.kiosk.ui.desk.CorrectionAnswer;
import io.prepstation.kiosk.ui.desk.LabChoice;
import io.prepstation.kiosk.ui.desk.MaterialAnswer;
import io.prepstation.kiosk.ui.desk.MaterialEdit;
import io.prepstation.kiosk.ui.desk.NotCompared;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.PhotoAnswer;
import io.prepstation.kiosk.ui.desk.PhotoFile;
import io.prepstation.kiosk.ui.desk.QueueAnswer;
import io.prepstation.kiosk.ui.desk.SessionDetail;
import io.prepstation.kiosk.ui.desk.SessionPhoto;
import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.desk.SessionsAnswer;
import io.prepstation.kiosk.ui.desk.SessionsQuestion;
import io.prepstation.kiosk.ui.desk.Shelf;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.desk.StationFacts;
import io.prepstation.kiosk.ui.desk.StatisticsAnswer;
import io.prepstation.kiosk.ui.desk.VerifyAnswer;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.look.Theme;
import io.prepstation.kiosk.ui.panel.BenchToy;
import io.prepstation.kiosk.ui.panel.PanelView;
import io.prepstation.kiosk.ui.scan.WedgeRules;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.SignedIn;
import io.prepstation.model.bench.BenchState.SignedOut;
import io.prepstation.model.check.CheckRun;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.material.Hazards;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A station with its screens and its camera.
public final class Kiosk implements AutoCloseable, StationDesk, CameraListener, LabDoor.Rooms {

    private static final int SESSIONS_SHOWN = 500;

    private static final Duration LONGEST_DRAWING = Duration.ofSeconds(10);

    /// The lamp is to tell soon that the station stands still.
    private static final Duration ROUND = Duration.ofSeconds(3);

    private volatile Loaded config;
    private volatile @Nullable Loaded early;
    private final InstantSource clock = InstantSource.system();
    private final @Nullable Path asked = askedToEnd(System.getenv("RUNTIME_DIRECTORY"));
    private final KioskWindow window;
    private volatile CompletableFuture<Station> opened = new CompletableFuture<>();
    private volatile @Nullable LabDoor door;
    private @Nullable SerialScanner doorScanner;
    private volatile @Nullable CameraStatus cameraStatus;
    private volatile @Nullable LumaFrame seen;
    private @Nullable Systemd systemd;
    private @Nullable Watchdog watchdog;
    private volatile @Nullable QueueRoom queue;
    private volatile @Nullable ConflictRoom conflicts;
    private volatile @Nullable MaterialRoom materials;
    private final OneAtATime shelves =
            new OneAtATime(Thread::startVirtualThread, this::readMaterials);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<LiveQuery> queries = new ArrayList<>();
    private final Map<String, Hazards> hazards = new ConcurrentHashMap<>();
    private final List<Consumer<CameraStatus>> cameraListeners = new CopyOnWriteArrayList<>();
    private final Heartbeat cameraBeat = new Heartbeat(System::nanoTime);
    private @Nullable Camera camera;
    private volatile @Nullable BenchDevices devices;

    /// Opens the window with the sign-in screen on it, which needs nothing but the configuration; the station itself comes
    /// with [#start]. Who signs in earlier waits for it.
    public Kiosk(Loaded config, FxToolkit toolkit) {
        this.config = config;
        this.window =
                KioskWindow.open(toolkit, setup(), this, clock, Kiosk::modules, closed::countDown);
    }

    /// Where somebody and an upgrade leave word; systemd takes it away with the program.
    private static @Nullable Path askedToEnd(@Nullable String runtimeDirectory) {
        return runtimeDirectory == null ? null : Path.of(runtimeDirectory, "restart");
    }

    public StationScreen screen() {
        return window.screen();
    }

    /// Waits until the sign-in screen is drawn, within reason: a display that is switched off draws none.
    public void awaitDrawn() throws InterruptedException {
        if (!window.awaitDrawn(LONGEST_DRAWING)) {
            log().warn("no screen was drawn within {}; going on", LONGEST_DRAWING);
        }
    }

    /// Works for the lab worked for last; a station that belongs to none waits for a hub's code. The labs are closed with
    /// the kiosk.
    ///
    /// @throws StoreException if the lab's data cannot be read
    public void start(StationLabs labs) throws StoreException {
        LabDoor opening = new LabDoor(labs, this, closed::countDown);
        door = opening;
        opening.start();
        Loaded changed = early;
        if (changed != null) {
            configure(changed);
        }
        // An upgrade takes the jars from below a kiosk that runs on: the search for what is in none
        // opens all of them.
        Thread.startVirtualThread(() -> Kiosk.class.getClassLoader().getResource("in/no/jar"));
    }

    /// What the configuration's files say now. While they have a problem, what they said before does not come to hold either.
    public void follow(ConfigResult files) {
        switch (files) {
            case Loaded loaded -> configure(loaded);
            case Problems _ -> {
                early = null;
                atTheDoor(LabDoor::keepConfiguration);
            }
        }
    }

    /// The configuration was changed. It holds as soon as no session is open; one with settings that only another start
    /// brings does not hold before that, not even in part. A kiosk that was started for one lab keeps its own.
    private void configure(Loaded changed) {
        early = changed;
        List<String> waiting = ChangedSettings.between(config, changed).fromTheNextStart();
        if (waiting.isEmpty()) {
            atTheDoor(asked -> asked.configure(changed));
        } else {
            atTheDoor(LabDoor::keepConfiguration);
            log().warn(
                            "the new configuration waits for another start, because of {}: touch"
                                    + " /run/prepstation/restart, which waits for the end of a preparation",
                            String.join(", ", waiting));
        }
    }

    @Override
    public void use(Loaded other) {
        config = other;
    }

    @Override
    public boolean isAskedToEnd() {
        return asked != null && Files.exists(asked);
    }

    /// Works for this lab only. The station is closed with the kiosk.
    ///
    /// @throws StoreException if the lab's data cannot be read
    public void start(Station station) throws StoreException {
        enter(station);
    }

    @Override
    public void askForLab(LabChoice none) {
        window.screen().show(none);
        doorScanner = Devices.scanner(config.config().scanner(), DeviceClock.system()).orElse(null);
        if (doorScanner != null) {
            doorScanner.start(
                    new ScannerListener() {
                        @Override
                        public void code(String text) {
                            Kiosk.this.code(text);
                        }

                        @Override
                        public void torn() {
                            Kiosk.this.torn();
                        }

                        @Override
                        public void status(DeviceStatus status) {
                            log().info("scanner: {}", status);
                        }
                    });
        }
        startCamera();
        beWatched(Map.of());
    }

    @Override
    public void enter(Station station) throws StoreException {
        if (doorScanner != null) {
            doorScanner.close();
            doorScanner = null;
        }
        opened.complete(station);
        StationScreen screen = window.screen();
        screen.show(facts(station));
        BenchDevices devices = new BenchDevices(station, screen, this::code, this::torn);
        this.devices = devices;
        station.bench().listen(screen::show);
        devices.start();
        screen.show(station.bench().situation());
        follow(Set.of(Table.USERS), MasterData::people, screen::showPeople);
        follow(Set.of(Table.INGREDIENTS), MasterData::ingredients, this::learn);
        queries.add(
                station.reader()
                        .followList(
                                SESSIONS_SHOWN,
                                whenLoaded(rows ->
                                        screen.showSessions(
                                                rows.stream().map(Kiosk::row).toList()))));
        station.start();
        boolean autoSync = station.settings().sync().autoSync();
        station.sync()
                .ifPresent(engine -> {
                    engine.onStatus(status -> screen.show(Indicators.of(status, autoSync)));
                    engine.onNetwork(screen::show);
                });
        QueueRoom waiting = station.queue();
        queue = waiting;
        follow(
                Set.of(
                        Table.OUTBOX,
                        Table.SYNC_STATE,
                        Table.INGREDIENTS,
                        Table.LOTS,
                        Table.CONTAINERS),
                waiting::look,
                screen::show);
        conflicts = station.conflicts().orElse(null);
        ConflictRoom room = conflicts;
        if (room != null) {
            follow(Set.of(Table.CONFLICT, Table.CONFLICT_RESOLUTION), room::open, screen::show);
        }
        materials = station.materials();
        follow(
                Set.of(Table.INGREDIENTS, Table.LOTS, Table.CONTAINERS),
                _ -> clock.instant(),
                _ -> screen.materialsChanged());
        startCamera();
        Map<String, Heart> hearts = new HashMap<>(station.hearts());
        hearts.putAll(devices.hearts());
        beWatched(hearts);
    }

    /// One camera for all labs; what it said before a lab was open is told again.
    private void startCamera() {
        CameraStatus known = cameraStatus;
        if (camera == null) {
            camera =
                    Devices.camera(
                                    config.config().camera(),
                                    new DeviceClock(InstantSource.system(), cameraBeat))
                            .orElse(null);
            if (camera != null) {
                camera.start(this);
            }
        } else if (known != null) {
            whenStarted(started -> started.camera(known));
        }
    }

    @Override
    public void show(LabChoice choice) {
        window.screen().show(choice);
    }

    @Override
    public void show(EnrolResult result) {
        window.screen().show(result);
    }

    @Override
    public boolean isFree() {
        CompletableFuture<Station> known = opened;
        return !known.isDone() || known.join().bench().situation().state() instanceof SignedOut;
    }

    @Override
    public boolean isPrinting() {
        BenchDevices known = devices;
        return known != null && known.isPrinting();
    }

    @Override
    public void leave() throws InterruptedException {
        beWatched(Map.of());
        endLab();
        hazards.clear();
        window.screen().forget();
    }

    /// Whatever is asked from now on waits for the next lab.
    private void endLab() {
        CompletableFuture<Station> left = opened;
        opened = new CompletableFuture<>();
        queue = null;
        conflicts = null;
        materials = null;
        whenStarted(BenchDevices::close);
        devices = null;
        queries.forEach(LiveQuery::close);
        queries.clear();
        if (left.isDone()) {
            left.join().close();
        }
    }

    /// While the screen and all of the lab that is open answer, systemd is fed and the lamp winks. A change of the lab takes
    /// less time than systemd waits.
    ///
    /// @param ofLab what else must answer
    private void beWatched(Map<String, Heart> ofLab) {
        Systemd told = systemd;
        if (told == null) {
            told = Systemd.of(System.getenv());
            systemd = told;
            told.ready();
        }
        Systemd listening = told;
        Map<String, Heart> hearts = new HashMap<>(ofLab);
        hearts.put("screen", window::ask);
        if (camera != null) {
            hearts.put("camera", cameraBeat);
        }
        if (watchdog != null) {
            watchdog.close();
        }
        if (told.watchdog().isEmpty() && !config.config().gpio().hasLamp()) {
            return;
        }
        Watchdog started =
                new Watchdog(
                        hearts,
                        () -> {
                            listening.alive();
                            whenStarted(BenchDevices::beat);
                        });
        started.start(
                told.watchdog()
                        .map(patience -> patience.dividedBy(3))
                        .filter(third -> third.compareTo(ROUND) < 0)
                        .orElse(ROUND));
        watchdog = started;
    }

    /// Opens a panel beside the kiosk, to try it without devices.
    public void openPanel(BenchToy toy) {
        window.openBeside("Prepstation · bench", onScreen -> new PanelView(toy, onScreen));
    }

    /// Waits until the operator closed the window.
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    // What the screens ask

    @Override
    public void post(BenchEvent event) {
        if (event instanceof CodeScanned scan) {
            scanned(scan);
        } else {
            whenOpen(station -> station.bench().post(event));
        }
    }

    @Override
    public void join(EnrolmentCode code, Optional<User> by) {
        atTheDoor(asked -> asked.join(code, by));
    }

    @Override
    public void workFor(LabKey lab) {
        atTheDoor(asked -> asked.workFor(lab));
    }

    @Override
    public void lookUpLabs() {
        atTheDoor(LabDoor::lookUp);
    }

    /// A kiosk that was started for one lab has no door.
    private void atTheDoor(Consumer<LabDoor> asked) {
        if (door != null) {
            asked.accept(door);
        }
    }

    @Override
    public void signIn(String badge, String pin) {
        whenThere(asked -> answer(asked, asked.signIn().signIn(badge, pin)));
    }

    @Override
    public void confirm(String badge, String pin, Permission deed) {
        Thread.startVirtualThread(
                () -> window.screen().showConfirmed(station().signIn().confirm(badge, pin, deed)));
    }

    @Override
    public void changePin(String badge, String pin, String newPin) {
        whenThere(asked -> answer(asked, asked.signIn().changePin(badge, pin, newPin)));
    }

    @Override
    public void confirmChangePin(String badge, String pin, String newPin, Permission deed) {
        Thread.startVirtualThread(() ->
                window.screen()
                        .showConfirmed(
                                station().signIn().confirmChangePin(badge, pin, newPin, deed)));
    }

    @Override
    public void correct(String sessionId, Approval approval) {
        Thread.startVirtualThread(() ->
                window.screen()
                        .show(
                                switch (station().correct(sessionId, Correction.of(approval))) {
                                    case Outcome.Saved<?> _ ->
                                            new CorrectionAnswer.Corrected(sessionId);
                                    case Outcome.Refused<?>(var why) ->
                                            new CorrectionAnswer.NotCorrected(
                                                    sessionId, why.message());
                                    case Outcome.NotSaved<?>(var failure) ->
                                            new CorrectionAnswer.NotCorrected(
                                                    sessionId,
                                                    String.valueOf(failure.getMessage()));
                                }));
    }

    /// Whom a lab recognised stands at that lab's bench: another may be open by now.
    private void answer(Station asked, SignInResult result) {
        if (result instanceof Recognised(var user, var _)) {
            asked.bench().post(new SignedIn(user));
        }
        window.screen().show(result);
    }

    private void torn() {
        scanned(CodeScanned.torn());
    }

    /// While somebody is to sign in, every code is taken for his badge.
    private void scanned(CodeScanned scan) {
        if (!window.screen().offer(scan)) {
            whenOpen(station -> station.scanned(scan));
        }
    }

    /// The station; whoever asks before it is open waits, so not on the JavaFX thread.
    private Station station() {
        return opened.join();
    }

    /// On a thread of its own, for the one station that is open when its turn comes.
    private void whenThere(Consumer<Station> asked) {
        Thread.startVirtualThread(() -> asked.accept(station()));
    }

    /// Before the station is open nobody is signed in, and what is asked of it then has no meaning.
    private void whenOpen(Consumer<Station> asked) {
        CompletableFuture<Station> known = opened;
        if (known.isDone()) {
            asked.accept(known.join());
        }
    }

    @Override
    public String newId() {
        return station().newId();
    }

    @Override
    public Hazards hazardsOf(String ingredientId) {
        return hazards.getOrDefault(ingredientId, Hazards.NONE);
    }

    @Override
    public void lookUp(String sessionId) {
        Thread.startVirtualThread(() -> showDetail(sessionId));
    }

    @Override
    public void lookUpPhoto(String sha256) {
        Thread.startVirtualThread(() -> window.screen().show(photo(sha256)));
    }

    private PhotoFile photo(String sha256) {
        try {
            return switch (AttachmentFiles.of(station().database()).find(sha256)) {
                case Found.Whole whole -> new PhotoFile.Whole(sha256, whole.bytes());
                case Found.Missing(var file) -> new PhotoFile.Missing(sha256, file);
                case Found.Altered(var file) -> new PhotoFile.Altered(sha256, file);
            };
        } catch (StoreException e) {
            return new PhotoFile.Unreadable(sha256, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void lookUp(SessionsQuestion question) {
        answer(
                handle ->
                        SessionsAnswer.of(
                                question,
                                SessionRepository.search(
                                                handle,
                                                question.search(
                                                        today(handle), MasterData.zone(handle)),
                                                question.most() + 1)
                                        .stream()
                                        .map(Kiosk::row)
                                        .toList()),
                answer -> window.screen().show(answer));
    }

    @Override
    public void photograph(String sessionId, @Nullable String stepId) {
        LumaFrame frame = seen;
        Station asked = station();
        Optional<User> by = asked.bench().situation().state().person();
        Thread.startVirtualThread(() ->
                window.screen()
                        .show(
                                frame == null || by.isEmpty()
                                        ? new PhotoAnswer.NoPicture(sessionId)
                                        : photographed(
                                                asked, sessionId, photo(frame, stepId, by.get()))));
    }

    private static NewAttachment photo(LumaFrame frame, @Nullable String stepId, User by) {
        return new NewAttachment(
                Photo.jpeg(frame), AttachmentType.JPEG, Attachment.PHOTO, stepId, by.id());
    }

    private static PhotoAnswer photographed(Station asked, String sessionId, NewAttachment photo) {
        return switch (asked.attach(sessionId, photo)) {
            case Outcome.Saved<?> _ -> new PhotoAnswer.Kept(sessionId, photosOf(asked, sessionId));
            case Outcome.Refused<?>(var why) -> new PhotoAnswer.NotKept(sessionId, why.message());
            case Outcome.NotSaved<?>(var failure) ->
                    new PhotoAnswer.NotKept(sessionId, String.valueOf(failure.getMessage()));
        };
    }

    private static int photosOf(Station asked, String sessionId) {
        try {
            return asked.database()
                    .read(handle -> SessionAttachments.ofSession(handle, sessionId).size());
        } catch (StoreException e) {
            log().warn("the photos of session {} cannot be counted", sessionId, e);
            return 1;
        }
    }

    @Override
    public void syncNow() {
        whenOpen(Station::syncNow);
    }

    @Override
    public void stopSync() {
        whenOpen(Station::stopSync);
    }

    @Override
    public void compareWithHub() {
        Thread.startVirtualThread(() ->
                station().compareWithHub().map(NotCompared::new).ifPresent(window.screen()::show));
    }

    @Override
    public void order(String operationId, Way way, Approval approval) {
        atTheQueue(room -> room.order(operationId, way, approval));
    }

    @Override
    public void clearQueue(Approval approval) {
        atTheQueue(room -> room.clear(approval));
    }

    private void atTheQueue(Function<QueueRoom, QueueAnswer> asked) {
        QueueRoom room = queue;
        if (room != null) {
            Thread.startVirtualThread(() -> window.screen().show(asked.apply(room)));
        }
    }

    @Override
    public void choose(List<OpenConflict.Choice> choices) {
        decide((room, user) -> room.choose(user, choices));
    }

    @Override
    public void undoChoice(String conflictId) {
        decide((room, user) -> room.undo(user, conflictId));
    }

    private void decide(BiFunction<ConflictRoom, User, ChoiceAnswer> doing) {
        ConflictRoom room = conflicts;
        Optional<User> user = station().bench().situation().state().person();
        if (room != null && user.isPresent()) {
            Thread.startVirtualThread(() -> window.screen().show(doing.apply(room, user.get())));
        }
    }

    @Override
    public void lookUpMaterials() {
        shelves.ask();
    }

    private void readMaterials() {
        MaterialRoom room = materials;
        try {
            if (room != null) {
                Shelf shelf = room.look();
                if (room == materials) {
                    window.screen().show(shelf);
                }
            }
        } catch (StoreException e) {
            log().warn("the materials cannot be shown: {}", e.getMessage());
        }
    }

    @Override
    public void make(long number, MaterialEdit edit) {
        MaterialRoom room = materials;
        Optional<User> user = station().bench().situation().state().person();
        if (room != null && user.isPresent()) {
            Thread.startVirtualThread(
                    () -> window.screen().show(number, room.make(user.get(), edit)));
        } else {
            window.screen()
                    .show(
                            number,
                            new MaterialAnswer.Refused(Edit.Code.NOT_FOUND_OR_DENIED, "nobody"));
        }
    }

    @Override
    public void printContainer(String code, List<String> lines) {
        whenStarted(started -> started.printContainer(code, lines));
    }

    @Override
    public void lookUp(AuditQuery query) {
        answer(
                handle -> new AuditAnswer(query, query.ask(handle)),
                answer -> window.screen().show(answer));
    }

    @Override
    public void lookUp(Dimension dimension, Period period) {
        answer(
                handle ->
                        new StatisticsAnswer(
                                dimension,
                                period,
                                new StatisticsQuery(dimension, period, today(handle)).ask(handle)),
                answer -> window.screen().show(answer));
    }

    @Override
    public void verify() {
        whenThere(asked -> window.screen().show(verified(asked)));
    }

    private static VerifyAnswer verified(Station asked) {
        try {
            Verification.Report report = Verification.of(asked.database(), asked.evidence());
            Verification.Fault fault = report.fault();
            return fault == null
                    ? new VerifyAnswer.Intact(report.events(), report.sessions())
                    : new VerifyAnswer.Altered(fault.record(), fault.reason());
        } catch (StoreException e) {
            return new VerifyAnswer.NotChecked(String.valueOf(e.getMessage()));
        }
    }

    private LocalDate today(ReadHandle handle) {
        return clock.instant().atZone(MasterData.zone(handle)).toLocalDate();
    }

    private <T> void answer(Work<ReadHandle, T> question, Consumer<T> screen) {
        Thread.startVirtualThread(() -> {
            try {
                screen.accept(station().database().read(question));
            } catch (StoreException e) {
                log().warn("nothing can be shown: {}", e.getMessage());
            }
        });
    }

    @Override
    public void lookUp(BalanceIdentity balance) {
        Thread.startVirtualThread(() -> {
            try {
                window.screen().show(station().readiness().look(balance));
            } catch (StoreException e) {
                log().warn("checks of {} cannot be shown: {}", balance, e.getMessage());
            }
        });
    }

    @Override
    public void keep(CheckRun check) {
        Station asked = station();
        Optional<User> by = asked.bench().situation().state().person();
        Thread.startVirtualThread(() -> by.ifPresent(user -> keep(asked, check, user)));
    }

    private void keep(Station asked, CheckRun check, User by) {
        window.screen()
                .show(
                        switch (asked.readiness().keep(check, by)) {
                            case Outcome.Saved(var kept) -> new CheckAnswer.Kept(kept);
                            case Outcome.Refused(var why) -> new CheckAnswer.NotKept(why.message());
                            case Outcome.NotSaved(var failure) ->
                                    new CheckAnswer.NotKept(String.valueOf(failure.getMessage()));
                        });
    }

    @Override
    public void printLabel(String sessionId) {
        whenStarted(devices -> devices.print(sessionId));
    }

    @Override
    public void testPrint() {
        whenStarted(BenchDevices::testPrint);
    }

    @Override
    public void testLamp() {
        whenStarted(BenchDevices::testLamp);
    }

    @Override
    public void lookUpDevices() {
        whenStarted(BenchDevices::look);
    }

    @Override
    public String balanceLine() {
        return Devices.line(config.config().balance().line()).toString();
    }

    private void whenStarted(Consumer<BenchDevices> asked) {
        BenchDevices started = devices;
        if (started != null) {
            asked.accept(started);
        }
    }

    @Override
    public WedgeRules wedge() {
        var scanner = config.config().scanner();
        return new WedgeRules(scanner.prefix(), scanner.suffix(), scanner.longestGap().toMillis());
    }

    // What the camera tells

    @Override
    public void picture(LumaFrame frame) {
        seen = frame;
        window.screen()
                .show(
                        new CameraPicture(
                                frame.width(), frame.height(), frame.stride(), frame.luma()));
    }

    @Override
    public void code(String text) {
        scanned(new CodeScanned(FormulaCode.parse(text), text));
    }

    @Override
    public void hint(ViewHint hint) {
        window.screen().show(CameraHint.valueOf(hint.name()));
    }

    @Override
    public void status(CameraStatus status) {
        log().info("camera: {}", status);
        cameraStatus = status;
        if (!(status instanceof CameraStatus.Online)) {
            seen = null;
        }
        whenStarted(devices -> devices.camera(status));
        cameraListeners.forEach(listener -> listener.accept(status));
    }

    /// Calls the listener, on the camera's thread, with every change from now on; before [#start].
    public void onCamera(Consumer<CameraStatus> listener) {
        cameraListeners.add(listener);
    }

    private void showDetail(String sessionId) {
        try {
            Optional<SessionDetail> detail =
                    station()
                            .database()
                            .read(handle ->
                                    SessionRepository.find(handle, sessionId)
                                            .map(record ->
                                                    new SessionDetail(
                                                            record,
                                                            PourTraces.ofSession(handle, sessionId),
                                                            photos(handle, sessionId),
                                                            Outbox.receipt(handle, sessionId)
                                                                    .orElse(null),
                                                            Outbox.refusal(handle, sessionId)
                                                                    .orElse(null))));
            detail.ifPresent(window.screen()::show);
        } catch (StoreException e) {
            log().warn("session {} cannot be shown: {}", sessionId, e.getMessage());
        }
    }

    private static List<SessionPhoto> photos(ReadHandle handle, String sessionId) {
        Map<String, String> without = SentWithout.ofSession(handle, sessionId);
        return SessionAttachments.ofSession(handle, sessionId).stream()
                .filter(one -> one.kind().equals(Attachment.PHOTO))
                .map(one ->
                        new SessionPhoto(
                                one,
                                MasterData.user(handle, one.by()).map(User::name).orElse(one.by()),
                                without.get(one.sha256())))
                .toList();
    }

    private void learn(List<Ingredient> ingredients) {
        ingredients.forEach(ingredient -> hazards.put(ingredient.id(), ingredient.hazards()));
    }

    private <T> void follow(Set<Table> tables, Work<ReadHandle, T> query, Consumer<T> screen) {
        queries.add(station().database().follow(tables, query, whenLoaded(screen)));
    }

    private static <T> Consumer<LiveValue<T>> whenLoaded(Consumer<T> screen) {
        return value -> {
            switch (value) {
                case LiveValue.Loaded<T>(var loaded) -> screen.accept(loaded);
                case LiveValue.Loading<T> _ -> {}
                case LiveValue.Failed<T>(var failure) ->
                        log().warn("not read: {}", failure.getMessage());
            }
        };
    }

    private static StationFacts facts(Station station) throws StoreException {
        Optional<Lab> lab = station.database().read(MasterData::lab);
        return new StationFacts(
                station.settings().station().name(),
                lab.map(Lab::name).orElse(station.enrolment().lab().labId()),
                lab.map(Lab::demo).orElse(false),
                lab.map(Lab::timeZone).orElse(ZoneOffset.UTC));
    }

    private Setup setup() {
        var settings = config.config().station();
        var panel = settings.panel();
        return new Setup(
                StationFacts.opening(settings.name()),
                new Panel(panel.widthPx(), panel.heightPx(), panel.widthMm()),
                settings.language(),
                Theme.LIGHT,
                settings.signIn(),
                settings.lockAfter(),
                config.config().reasons(),
                BenchDevices.label(config.config().printer()));
    }

    /// Looked up when it is needed: the first of all loggers costs more than the first screen may wait.
    private static Logger log() {
        return LoggerFactory.getLogger("Kiosk");
    }

    private static boolean[][] modules(String text) {
        QrSymbol symbol = QrSymbol.of(text);
        boolean[][] rows = new boolean[symbol.size()][symbol.size()];
        for (int row = 0; row < symbol.size(); row++) {
            for (int column = 0; column < symbol.size(); column++) {
                rows[row][column] = symbol.dark(column, row);
            }
        }
        return rows;
    }

    private static SessionRow row(SessionSummary session) {
        return new SessionRow(
                session.id(),
                session.formulaCode(),
                session.formulaName(),
                session.attemptNo(),
                session.status(),
                session.operatorName(),
                session.startedAt(),
                session.atHub());
    }

    @Override
    public void close() {
        if (systemd != null) {
            systemd.stopping();
        }
        if (door != null) {
            door.close();
        }
        if (watchdog != null) {
            watchdog.close();
        }
        if (camera != null) {
            camera.close();
        }
        if (doorScanner != null) {
            doorScanner.close();
        }
        endLab();
        window.close();
    }
}

package io.prepstation.kiosk;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.kiosk.sync.EnrolResult;
import io.prepstation.kiosk.ui.desk.LabChoice;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.people.User;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which lab the kiosk works for: none yet, one, another. One change after the other, on a thread of its own; only while
/// nobody is signed in, so that no step is left.
final class LabDoor implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("Labs");
    private static final Duration LOOK = Duration.ofSeconds(2);

    /// A printer that hangs holds nothing up for longer than a minute.
    private static final long MOST_LOOKS_AT_PRINTER = Duration.ofMinutes(1).dividedBy(LOOK);

    private static final Duration LAST_CHANGE = Duration.ofSeconds(30);

    private final StationLabs labs;
    private final Rooms rooms;
    private final Runnable giveUp;
    private final Duration look;
    private final ScheduledExecutorService turns =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("labs").daemon().factory());
    private @Nullable Station open;
    private @Nullable Loaded wanted;
    private boolean said;

    /// One after the other at which nobody was signed in and labels were still to come out, whoever waits for them.
    private int looksAtPrinter;

    /// What lies behind the door.
    interface Rooms {

        /// Shows the station and starts everything of it.
        void enter(Station station) throws StoreException;

        /// Ends everything of the lab that is open.
        void leave() throws InterruptedException;

        /// Nothing is open: only a code is waited for.
        void askForLab(LabChoice none);

        /// Which labs there are, and what is in the way of another.
        void show(LabChoice choice);

        /// What came of joining a lab.
        void show(EnrolResult result);

        /// Whether nobody is signed in.
        boolean isFree();

        /// Whether a label was asked for that is not yet in the store or on the paper.
        boolean isPrinting();

        /// What opens from now on is opened by this.
        void use(Loaded config);

        /// Whether somebody wants another program, or another start of this one, between two preparations.
        boolean isAskedToEnd();
    }

    /// @param giveUp called when no lab can be opened any more
    LabDoor(StationLabs labs, Rooms rooms, Runnable giveUp) {
        this(labs, rooms, giveUp, LOOK);
    }

    /// @param look how long from one look to the next
    LabDoor(StationLabs labs, Rooms rooms, Runnable giveUp, Duration look) {
        this.labs = labs;
        this.rooms = rooms;
        this.giveUp = giveUp;
        this.look = look;
    }

    /// Opens the lab worked for last, else waits for the first. Before anything else is asked.
    ///
    /// @throws StoreException if its file cannot be used
    void start() throws StoreException {
        var _ =
                turns.scheduleWithFixedDelay(
                        guarded(this::look),
                        look.toMillis(),
                        look.toMillis(),
                        TimeUnit.MILLISECONDS);
        Optional<StationEnrolment> current = labs.current();
        if (current.isPresent()) {
            enter(current.get(), "");
        } else {
            log.info("this station belongs to no lab yet");
            rooms.askForLab(LabChoice.NONE);
        }
        var _ =
                turns.scheduleWithFixedDelay(
                        guarded(this::lookForLab),
                        look.toMillis(),
                        look.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// @param by who agrees; a station that belongs to no lab yet needs nobody
    void join(EnrolmentCode code, Optional<User> by) {
        turns.execute(guarded(() -> joinNow(code, by)));
    }

    void workFor(LabKey lab) {
        turns.execute(guarded(() -> workForNow(lab)));
    }

    /// This configuration is to hold as soon as no session is open; the one in force is, if it is wanted back before.
    void configure(Loaded config) {
        turns.execute(
                guarded(() -> {
                    wanted =
                            ChangedSettings.between(labs.config(), config).isEmpty()
                                    ? null
                                    : config;
                    said = false;
                    changeBetweenPreparations();
                }));
    }

    /// What waits to hold is wanted no more.
    void keepConfiguration() {
        turns.execute(
                guarded(() -> {
                    if (wanted != null) {
                        wanted = null;
                        log.info("the configuration in force stays");
                    }
                }));
    }

    /// What fails once is done again the next time: an executor would keep it from ever running again, without a word.
    private static Runnable guarded(Runnable turn) {
        return () -> {
            try {
                turn.run();
            } catch (RuntimeException e) {
                log.error("a look after the labs failed", e);
            }
        };
    }

    private void look() {
        looksAtPrinter = rooms.isFree() && rooms.isPrinting() ? looksAtPrinter + 1 : 0;
        changeBetweenPreparations();
    }

    private void changeBetweenPreparations() {
        Loaded next = wanted;
        boolean ends = rooms.isAskedToEnd();
        if (next == null && !ends) {
            return;
        }
        if (!isBetweenPreparations(ends)) {
            if (!said) {
                said = true;
                log.info(
                        "{} waits until no session is open and nobody is signed in",
                        ends ? "another start" : "the new configuration");
            }
        } else if (ends) {
            log.info("ending, to be started anew");
            giveUp.run();
        } else if (next != null) {
            wanted = null;
            reopenedBy(next);
        }
    }

    /// An interrupted session is open too: it goes on under what it was begun under. Once a newer program has upgraded the
    /// file this one can save nothing more, and the session goes on at its step after another start only.
    private boolean isBetweenPreparations(boolean ends) {
        Station station = open;
        try {
            boolean over = station == null || station.reader().interrupted().isEmpty();
            boolean free = over && rooms.isFree();
            return free && (!rooms.isPrinting() || looksAtPrinter > MOST_LOOKS_AT_PRINTER);
        } catch (StoreException e) {
            if (ends && e.reason() == Reason.SCHEMA_NEWER) {
                log.warn("not waiting for the end of a preparation: {}", e.getMessage());
                return true;
            }
            log.warn("nobody knows whether a session is open: {}", e.getMessage());
            return false;
        }
    }

    private void reopenedBy(Loaded next) {
        Loaded former = labs.config();
        Station station = open;
        try {
            if (station != null) {
                open = null;
                rooms.leave();
            }
            use(next);
            if (station != null) {
                enter(station.enrolment(), "");
            }
            log.info(
                    "another configuration is in force, {}: {}",
                    next.hash(),
                    ChangedSettings.between(former, next));
        } catch (StoreException e) {
            log.error("the new configuration does not work: {}", e.getMessage());
            use(former);
            back(station, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("the new configuration does not work", e);
            use(former);
            back(station, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void use(Loaded config) {
        labs.use(config);
        rooms.use(config);
    }

    void lookUp() {
        turns.execute(guarded(() -> show("")));
    }

    /// Somebody may enrol the station by a command, or bring people and formulas in by hand. A new enrolment is taken up
    /// between two preparations: the one before may be revoked, and nothing goes up by it. So is a lab that the nightly upload
    /// synced while it was opened: whoever has the lock syncs it, and that was not this program.
    private void lookForLab() {
        Station station = open;
        try {
            if (station == null) {
                Optional<StationEnrolment> found = labs.current().filter(labs::fits);
                if (found.isPresent()) {
                    enter(found.get(), "");
                }
            } else if (labs.isEnrolledAnew(station.enrolment()) && isBetweenPreparations(false)) {
                takeUp(labs.current().filter(labs::fits));
            } else if (station.couldSync() && isBetweenPreparations(false)) {
                log.info("no other program syncs the lab any more");
                change(station.enrolment(), true);
            } else {
                labs.syncOthersLeft(station.enrolment().lab());
            }
        } catch (StoreException e) {
            log.error("no lab can be opened: {}", e.getMessage());
        }
    }

    private void takeUp(Optional<StationEnrolment> found) {
        if (found.isPresent()) {
            log.info("the station was enrolled again: {}", found.get());
            change(found.get(), true);
        }
    }

    private void joinNow(EnrolmentCode code, Optional<User> by) {
        EnrolResult result = labs.join(code, by);
        log.info("by {}: {}", by.map(User::id).orElse("nobody"), result.message());
        rooms.show(result);
        Optional<StationEnrolment> joined =
                switch (result) {
                    case EnrolResult.Enrolled(var enrolment, var _) -> Optional.of(enrolment);
                    case EnrolResult.EnrolledWithoutData(var enrolment, var _) ->
                            Optional.of(enrolment);
                    case EnrolResult.BadAddress _,
                            EnrolResult.Unprotected _,
                            EnrolResult.OtherAuthority _,
                            EnrolResult.OtherHub _,
                            EnrolResult.PersonNeeded _,
                            EnrolResult.NotEnrolled _,
                            EnrolResult.NotStored _ ->
                            Optional.empty();
                };
        joined.ifPresentOrElse(enrolment -> change(enrolment, true), this::syncOthers);
    }

    private void workForNow(LabKey lab) {
        try {
            labs.all().stream()
                    .filter(one -> one.lab().equals(lab))
                    .findFirst()
                    .ifPresent(enrolment -> change(enrolment, false));
        } catch (StoreException e) {
            show(String.valueOf(e.getMessage()));
        }
    }

    private void change(StationEnrolment to, boolean fresh) {
        if (!rooms.isFree()) {
            log.info("somebody is signed in; the lab stays");
            return;
        }
        Station before = open;
        try {
            if (before != null) {
                open = null;
                rooms.leave();
            }
            if (fresh) {
                labs.release(to);
            }
            enter(to, "");
        } catch (StoreException e) {
            log.error("lab {} cannot be opened: {}", to.lab().labId(), e.getMessage());
            back(before, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("lab {} cannot be opened", to.lab().labId(), e);
            back(before, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Better the lab before than none.
    private void back(@Nullable Station before, String problem) {
        if (before == null) {
            rooms.askForLab(new LabChoice(LabChoice.NONE.labs(), null, problem));
            return;
        }
        try {
            enter(before.enrolment(), problem);
        } catch (StoreException e) {
            log.error("nor can the one before: {}", e.getMessage());
            giveUp.run();
        } catch (RuntimeException e) {
            log.error("nor can the one before", e);
            giveUp.run();
        }
    }

    private void enter(StationEnrolment enrolment, String problem) throws StoreException {
        Station station = labs.enter(enrolment);
        rooms.enter(station);
        open = station;
        syncOthers();
        show(problem);
    }

    private void syncOthers() {
        Station station = open;
        if (station != null) {
            try {
                labs.syncOthers(station.enrolment().lab());
            } catch (StoreException e) {
                log.error("other labs are not synced: {}", e.getMessage());
            }
        }
    }

    private void show(String problem) {
        Station station = open;
        if (station != null) {
            try {
                rooms.show(labs.choice(station, problem));
            } catch (StoreException e) {
                log.error("the labs cannot be listed: {}", e.getMessage());
            }
        }
    }

    /// Waits for a change that is under way.
    @Override
    public void close() {
        turns.shutdown();
        try {
            if (!turns.awaitTermination(LAST_CHANGE.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("a change of the lab did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        labs.close();
    }
}

package io.prepstation.kiosk;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.kiosk.store.Lab;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.Enrol;
import io.prepstation.kiosk.sync.EnrolResult;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.ui.desk.LabChoice;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import io.prepstation.model.sync.StationReport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The labs this station belongs to (STO-7): opens the one it works for, lets the others' outboxes go on, joins another.
/// One thread at a time.
public final class StationLabs implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("Labs");

    /// Why a station without a hub cannot ask for PINs.
    public static final String NO_PIN_WITHOUT_A_HUB =
            "without a hub nobody can check a PIN: set station.sign_in = \"chosen\" in station.toml"
                    + " (it proves nothing, and is printed so), or join a hub: station enrol";

    private final Path data;
    private Loaded config;
    private final Consumer<Signal.Kind> signals;
    private final StationDatabase own;
    private final HubNetwork network = new HubNetwork();
    private final Map<LabKey, LabInBackground> others = new HashMap<>();
    private volatile Supplier<List<StationReport.Device>> devices = List::of;

    private StationLabs(
            Path data, Loaded config, Consumer<Signal.Kind> signals, StationDatabase own) {
        this.data = data;
        this.config = config;
        this.signals = signals;
        this.own = own;
    }

    /// @param signals hears every signal of whichever lab is open
    public static StationLabs open(Path data, Loaded config, Consumer<Signal.Kind> signals)
            throws StoreException {
        return new StationLabs(data, config, signals, StationDatabase.open(data));
    }

    /// What the labs are opened by.
    Loaded config() {
        return config;
    }

    /// The other labs are opened anew by it at the next [#syncOthers]; the one that is worked for by its next [#enter].
    void use(Loaded other) {
        config = other;
        others.values().forEach(LabInBackground::close);
        others.clear();
    }

    /// The lab to work for; empty while the station belongs to none.
    public Optional<StationEnrolment> current() throws StoreException {
        return own.current();
    }

    /// Whether the station was enrolled since, by a command or at the hub of another lab. Costs so little that it may be
    /// asked all the time.
    boolean isEnrolledAnew(StationEnrolment open) throws StoreException {
        return own.currentWithoutToken().filter(now -> !now.isSameAs(open)).isPresent();
    }

    /// Those to choose among: once there is a hub, only labs that a hub keeps.
    public List<StationEnrolment> all() throws StoreException {
        List<StationEnrolment> every = own.enrolments();
        boolean hub = every.stream().anyMatch(StationEnrolment::hasHub);
        return every.stream().filter(one -> !hub || one.hasHub()).toList();
    }

    /// Whether people can sign in as the configuration wants it.
    public boolean fits(StationEnrolment enrolment) {
        return enrolment.hasHub()
                || config.config().station().signIn() != Authentication.BADGE_AND_PIN;
    }

    /// Opens a lab to work for it, which lasts over restarts; nothing of it runs yet. No other one may be open. Its token
    /// may have been replaced since the caller read it, and is read again.
    ///
    /// @throws StoreException if its file cannot be used
    public Station enter(StationEnrolment enrolment) throws StoreException {
        LabInBackground known = others.remove(enrolment.lab());
        if (known != null) {
            known.close();
        }
        StationEnrolment fresh = own.enrolment(enrolment.lab()).orElse(enrolment);
        Station station = new Station(data, config, fresh, signals);
        own.workFor(fresh.lab());
        devices = station::devices;
        return station;
    }

    /// Syncs every lab but this one. One that cannot be opened says why in the log and keeps the rest from nothing.
    public void syncOthers(LabKey open) throws StoreException {
        LabInBackground.Home home =
                new LabInBackground.Home(data, config, own, network, () -> devices.get());
        for (StationEnrolment other : all()) {
            if (other.hasHub() && !other.lab().equals(open) && !others.containsKey(other.lab())) {
                try {
                    others.put(other.lab(), LabInBackground.start(home, other));
                } catch (StoreException e) {
                    log.error("lab {} is not synced: {}", other.lab().labId(), e.getMessage());
                }
            }
        }
    }

    /// The same for those that another program synced when they were opened, and does no more.
    void syncOthersLeft(LabKey open) throws StoreException {
        boolean left = false;
        for (LabInBackground other : List.copyOf(others.values())) {
            if (other.couldSync()) {
                others.remove(other.lab());
                other.close();
                left = true;
            }
        }
        if (left) {
            syncOthers(open);
        }
    }

    /// Asks the hub of a one-time code to let the station in. Nothing is synced meanwhile but the lab that is open.
    ///
    /// @param by who agrees; a station that belongs to no lab yet, or to one in which nobody can sign in, needs nobody
    public EnrolResult join(EnrolmentCode code, Optional<User> by) {
        try {
            if (own.current().filter(this::fits).isPresent()
                    && by.filter(user -> user.may(Permission.MOVE_STATION)).isEmpty()) {
                return new EnrolResult.PersonNeeded();
            }
        } catch (StoreException e) {
            return new EnrolResult.NotStored(e);
        }
        others.values().forEach(LabInBackground::close);
        others.clear();
        return new Enrol(data, own, network, InstantSource.system(), new TimeOrderedIds())
                .join(code, config.config().station().name());
    }

    /// What may be sent again after the station joined a lab it was in before.
    public void release(StationEnrolment enrolment) throws StoreException {
        LabInBackground known = others.remove(enrolment.lab());
        if (known != null) {
            known.close();
        }
        try (LabDatabase lab = LabDatabase.open(data, enrolment.lab())) {
            lab.change(handle -> Outbox.release(handle, InstantSource.system().instant()));
        }
    }

    /// The labs as a screen offers them.
    ///
    /// @param open the one that is worked for
    public LabChoice choice(Station open, String problem) throws StoreException {
        List<LabChoice.Line> lines = new ArrayList<>();
        for (StationEnrolment one : all()) {
            LabInBackground other = others.get(one.lab());
            if (one.lab().equals(open.enrolment().lab())) {
                lines.add(line(one, open.database()));
            } else if (other != null) {
                lines.add(line(one, other.database()));
            } else {
                lines.add(new LabChoice.Line(one.lab(), one.lab().labId(), one.hubUrl(), 0));
            }
        }
        return new LabChoice(lines, open.enrolment().lab(), problem);
    }

    private static LabChoice.Line line(StationEnrolment one, LabDatabase database)
            throws StoreException {
        return new LabChoice.Line(
                one.lab(),
                database.read(MasterData::lab).map(Lab::name).orElse(one.lab().labId()),
                one.hubUrl(),
                database.read(Outbox::counts).waiting());
    }

    @Override
    public void close() {
        others.values().forEach(LabInBackground::close);
        others.clear();
        network.close();
        own.close();
    }
}

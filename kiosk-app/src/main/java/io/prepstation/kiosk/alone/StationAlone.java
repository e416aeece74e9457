package io.prepstation.kiosk.alone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.Lab;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.LocalCatalogue;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.catalogue.CatalogueImport;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportRefused;
import io.prepstation.model.catalogue.ImportResult;
import io.prepstation.model.catalogue.ImportResult.Refused;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The lab of a station that no hub keeps. Who was enrolled at a hub once gets people and formulas from there only, so
/// that no record rests on something the hub does not know.
public final class StationAlone implements AutoCloseable {

    /// The one lab such a station has.
    public static final LabKey LAB = new LabKey("local", "local");

    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    private final StationEnrolment enrolment;
    private final LabDatabase database;
    private final Lab lab;
    private final InstantSource clock;
    private final Supplier<String> ids;

    private StationAlone(
            StationEnrolment enrolment,
            LabDatabase database,
            Lab lab,
            InstantSource clock,
            Supplier<String> ids) {
        this.enrolment = enrolment;
        this.database = database;
        this.lab = lab;
        this.clock = clock;
        this.ids = ids;
    }

    /// Opens the station's own lab, makes it if the station has none yet.
    ///
    /// @param data the station's data directory
    /// @param zone the lab's time zone, if it is made now
    /// @return empty if the station belongs to a hub
    public static Optional<StationAlone> open(
            Path data, ZoneId zone, InstantSource clock, Supplier<String> ids)
            throws StoreException {
        try (StationDatabase station = StationDatabase.open(data)) {
            List<StationEnrolment> known = station.enrolments();
            if (known.stream().anyMatch(StationEnrolment::hasHub)) {
                return Optional.empty();
            }
            boolean isNew = known.isEmpty();
            StationEnrolment enrolment =
                    isNew
                            ? StationEnrolment.alone(
                                    LAB,
                                    ids.get(),
                                    ids.get(),
                                    clock.instant().truncatedTo(ChronoUnit.MILLIS))
                            : known.getFirst();
            if (isNew) {
                station.save(enrolment);
            }
            return Optional.of(opened(data, enrolment, zone, clock, ids));
        }
    }

    private static StationAlone opened(
            Path data,
            StationEnrolment enrolment,
            ZoneId zone,
            InstantSource clock,
            Supplier<String> ids)
            throws StoreException {
        LabDatabase database = LabDatabase.open(data, LAB);
        try {
            Lab lab =
                    database.write(handle -> {
                        Optional<Lab> known = MasterData.lab(handle);
                        if (known.isPresent()) {
                            return known.get();
                        }
                        Lab made = new Lab(LAB, LAB.labId(), zone, false);
                        MasterData.describe(handle, made);
                        return made;
                    });
            return new StationAlone(enrolment, database, lab, clock, ids);
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    /// Brings formulas and hazards of files in, all or nothing.
    ///
    /// @param approver a lab manager of this station; without one they stay drafts, which nobody can weigh
    public ImportResult importFormulas(ImportFiles files, Optional<String> approver)
            throws StoreException {
        try {
            CatalogueImport read = CatalogueImport.read(files);
            return database.write(handle ->
                    read.into(
                            new LocalCatalogue(
                                    handle, lab, clock.instant(), enrolment.stationId(), ids),
                            approver));
        } catch (ImportRefused e) {
            return new Refused(e.problems());
        }
    }

    /// Adds a user, or gives one another name or other roles.
    ///
    /// @return why not, if it was not done
    public Optional<String> keep(User user) throws StoreException {
        if (!USER_ID.matcher(user.id()).matches()) {
            return Optional.of(
                    "\"" + user.id() + "\" is no id: 1 to 64 letters, digits and . _ @ -");
        }
        if (user.name().isBlank() || !NAME.matcher(user.name()).matches()) {
            return Optional.of("a name is a text of 1 to 200 characters");
        }
        ObjectNode details = Json.object().put("userId", user.id()).put("name", user.name());
        user.roles().stream().map(Role::word).sorted().forEach(details.putArray("roles")::add);
        database.change(handle -> {
            MasterData.keep(handle, user);
            AuditTrail.append(handle, clock.instant(), "user_kept", enrolment.stationId(), details);
        });
        return Optional.empty();
    }

    public List<User> users() throws StoreException {
        return database.read(MasterData::users);
    }

    @Override
    public void close() {
        database.close();
    }
}

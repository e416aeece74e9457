package io.prepstation.kiosk.sync;

import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.formula.FormulaImport;
import io.prepstation.hub.people.Credentials;
import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.people.Users;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.catalogue.ImportResult;
import io.prepstation.model.people.Role;
import io.prepstation.model.secret.SecretHash;
import io.prepstation.model.sync.EntityType;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// People at the hub itself: they let others in and turn them away, and bring new versions of formulas, also with what was made
/// at a bench.
final class NightOffice {

    private static final String HEAD =
            "formula_code,formula_name,version,base_amount,base_unit,sequence,ingredient_code,ingredient_name,"
                    + "cas_number,target_g,tolerance_lower_g,tolerance_upper_g\n";

    private final InstantSource clock;
    private final Random random;
    private int count;

    NightOffice(InstantSource clock, Random random) {
        this.clock = clock;
        this.random = random;
    }

    /// @return what was done, for the log
    String act(HubDatabase database) throws StoreException {
        count++;
        return switch (random.nextInt(6)) {
            case 0 -> hire(database);
            case 1 -> dismiss(database);
            case 2 -> equip(database);
            default -> formula(database);
        };
    }

    private Users users(HubDatabase database) {
        return new Users(
                database,
                new Feed(clock),
                new Credentials(clock, random, this::id),
                new SecretHash(new byte[32]));
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private String hire(HubDatabase database) throws StoreException {
        String id = "new-" + count;
        var _ =
                users(database)
                        .add(
                                new NewUser(
                                        id,
                                        "New " + count,
                                        Set.of(Role.OPERATOR),
                                        Set.of(TestHub.LAB),
                                        null));
        return "hired " + id;
    }

    private Optional<String> somebody(HubDatabase database) throws StoreException {
        List<String> ids =
                users(database).all().stream()
                        .map(one -> one.user().id())
                        .filter(id -> id.startsWith("new-"))
                        .sorted()
                        .toList();
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
    }

    private String dismiss(HubDatabase database) throws StoreException {
        Optional<String> id = somebody(database);
        if (id.isPresent()) {
            var _ = users(database).deactivate(id.get(), "hub");
        }
        return "dismissed " + id.orElse("nobody");
    }

    private String equip(HubDatabase database) throws StoreException {
        Optional<String> id = somebody(database);
        if (id.isPresent()) {
            var _ = users(database).equip(id.get(), "badge " + count, null, "hub");
        }
        return "equipped " + id.orElse("nobody");
    }

    /// The next version of the formula that is weighed, or of another one.
    private String formula(HubDatabase database) throws StoreException {
        String code = random.nextInt(3) == 0 ? "PRM-3" : TestHub.FORMULA;
        Optional<Boolean> approved =
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(Boolean.TRUE);
        String third = ingredient(database);
        int version = version(database, code);
        String line = "%s,Salt and sugar,%d,1,L,%d,%s,%s,,%s,0.040,0.040\n";
        String lines =
                line.formatted(code, version, 1, "ING-1", "Sodium chloride", "8.000")
                        + line.formatted(code, version, 2, "ING-2", "Sucrose", "2.000")
                        + (third.isEmpty()
                                ? ""
                                : line.formatted(
                                        code, version, 3, third, "Named at the hub", "1.500"));
        ImportResult result =
                new FormulaImport(database, new Feed(clock), clock, this::id)
                        .run(
                                TestHub.LAB,
                                new ImportFiles(
                                        new TextFile("formulas.csv", HEAD + lines),
                                        Optional.empty()),
                                approved.map(_ -> "mia"));
        return "formula %s %d with %s: %s"
                .formatted(code, version, third, result.getClass().getSimpleName());
    }

    /// One that was made at a bench, if there is any.
    private String ingredient(HubDatabase database) throws StoreException {
        List<String> codes =
                database
                        .read(tables ->
                                tables.feed()
                                        .ofLabAfter(
                                                TestHub.LAB,
                                                List.of(EntityType.INGREDIENTS.word()),
                                                0,
                                                1000))
                        .stream()
                        .filter(row -> row.operation().equals("create"))
                        .map(row -> row.data().replaceAll(".*\"code\":\"([^\"]*)\".*", "$1"))
                        .filter(code -> code.startsWith("made-"))
                        .distinct()
                        .toList();
        return codes.isEmpty() ? "" : codes.get(random.nextInt(codes.size()));
    }

    private int version(HubDatabase database, String code) throws StoreException {
        return database.read(tables -> {
            var formula =
                    tables.formulas()
                            .findByCode(
                                    TestHub.LAB,
                                    code,
                                    clock.instant().atZone(java.time.ZoneOffset.UTC).toLocalDate());
            int next = 1;
            while (formula.isPresent()
                    && tables.formulas()
                            .findVersion(formula.get().value().formula(), next)
                            .isPresent()) {
                next++;
            }
            return next;
        });
    }
}

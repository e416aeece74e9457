package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.ui.approving.ApprovingViewModel;
import io.prepstation.kiosk.ui.approving.Consent;
import io.prepstation.kiosk.ui.correction.CorrectionViewModel;
import io.prepstation.kiosk.ui.desk.Shelf.Kind;
import io.prepstation.kiosk.ui.material.FieldLine;
import io.prepstation.kiosk.ui.material.MaterialViewModel;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.queued.QueuedViewModel;
import io.prepstation.kiosk.ui.signin.SignInViewModel;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.ApprovalRequest;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.people.HubFeature;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Reasons;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Everything that a screen offers to some people only, shown to every role: it is offered exactly where the table of
/// permissions gives it. A permission that is new in the table has to be tried here, or to be named as one that no screen
/// asks for.
@Tag("STO-8")
class RolesOnTheScreensTest {

    /// Screens offer these to whoever is signed in; the store says no to a person: see RolesInTheStoreTest.
    private static final Set<Permission> SAID_BY_THE_STORE =
            EnumSet.of(
                    Permission.PREPARE,
                    Permission.TAKE_OVER,
                    Permission.CHECK_BALANCE,
                    Permission.RESOLVE_CONFLICTS);

    /// Asked for by badge and PIN alone, from nobody on a list: see PairingScreenTest.
    private static final Set<Permission> BY_BADGE = EnumSet.of(Permission.MOVE_STATION);

    /// For what a station cannot do, by the table of what needs the hub: see AccessMatrixTest and PageMatrixTest there.
    private static final Set<Permission> AT_THE_HUB =
            Arrays.stream(HubFeature.values())
                    .filter(feature -> feature.without() == HubFeature.Without.ONLY_THERE)
                    .flatMap(feature -> feature.permissions().stream())
                    .collect(Collectors.toSet());

    private final BenchFixture bench = BenchFixture.harmless();
    private final DeskLog desk = new DeskLog(bench);
    private final Words words = new Words(Locale.ENGLISH, ZoneOffset.UTC);
    private List<Choice> offered = List.of();

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_role_is_offered_what_its_column_says_and_nothing_else(Role role) {
        User person = new User("u-role", "Robin", Set.of(role), true);
        Map<Permission, Boolean> table = new EnumMap<>(Permission.class);
        for (Permission permission : Permission.values()) {
            if (!SAID_BY_THE_STORE.contains(permission)
                    && !BY_BADGE.contains(permission)
                    && !AT_THE_HUB.contains(permission)) {
                table.put(permission, permission.isGivenTo(role));
            }
        }
        Map<Permission, Boolean> screens = new EnumMap<>(Permission.class);
        screens.put(Permission.SIGN_IN, isOnTheSignInScreen(person));
        for (ApprovalRequest request : requests()) {
            screens.put(request.permission(), isOffered(asking(request), person));
        }
        screens.put(Permission.CORRECT_SESSION, isOffered(correction(), person));
        screens.put(Permission.CLEAR_QUEUE, isOffered(queued(), person));
        screens.put(Permission.EDIT_MATERIALS, mayChangeALot(person));
        screens.put(Permission.RELEASE_LOTS, mayReleaseALot(person));
        assertEquals(table, screens);
    }

    private static boolean isOffered(Consent consent, User person) {
        consent.show(List.of(person));
        return consent.people().get().contains(person);
    }

    private boolean isOnTheSignInScreen(User person) {
        SignInViewModel model = new SignInViewModel(desk);
        model.show(List.of(person));
        return model.people().get().contains(person);
    }

    private List<ApprovalRequest> requests() {
        List<ApprovalRequest> requests = new ArrayList<>();
        requests.add(((Approving) bench.approving(null).state()).request());
        requests.add(((Approving) bench.typed(1, "60.0000").state()).request());
        requests.add(((Approving) bench.witnessing(1, "60.0000").state()).request());
        requests.add(new ApprovalRequest.Unlock("PRM-2"));
        return requests;
    }

    private Consent asking(ApprovalRequest request) {
        ApprovingViewModel model =
                new ApprovingViewModel(
                        desk,
                        InstantSource.system(),
                        words,
                        false,
                        () -> {},
                        Reasons.DEFAULT,
                        () -> {});
        model.show(new Approving(BenchFixture.ANNA, request, null));
        return model.consent();
    }

    private Consent correction() {
        CorrectionViewModel model =
                new CorrectionViewModel(
                        desk,
                        words,
                        false,
                        Reasons.DEFAULT.correction(),
                        new CorrectionViewModel.Ways(() -> {}, () -> {}, () -> {}));
        model.open(bench.refused().record(), "");
        return model.consent();
    }

    private Consent queued() {
        QueuedViewModel model =
                new QueuedViewModel(
                        desk,
                        words,
                        false,
                        Reasons.DEFAULT.queue(),
                        new QueuedViewModel.Ways(() -> {}, () -> {}, () -> {}, () -> {}, () -> {}));
        model.open(ConflictScenes.QUEUE.lines().get(2));
        model.choices().get().getFirst().tap().run();
        return model.consent();
    }

    private MaterialViewModel lots(User person) {
        offered = List.of();
        MaterialViewModel model =
                new MaterialViewModel(
                        desk,
                        words,
                        new MaterialViewModel.Ways(
                                () -> {}, (_, choices) -> offered = choices, (_, _) -> {}));
        model.show(MaterialScenes.SHELF);
        model.show(Optional.of(person), BenchFixture.stable("0.0000"));
        model.begin(Kind.LOTS, Map.of());
        return model;
    }

    private boolean mayChangeALot(User person) {
        return lots(person).lines().get().stream().anyMatch(FieldLine::enabled);
    }

    private boolean mayReleaseALot(User person) {
        MaterialViewModel model = lots(person);
        List<FieldLine> lines = model.lines().get();
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).name().equals("Status")) {
                model.tapped(line);
            }
        }
        return offered.stream().anyMatch(choice -> choice.text().equals("released"));
    }
}

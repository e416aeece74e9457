package io.prepstation.kiosk.ui.signin;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Who may sign in.
public final class SignInViewModel {

    private final StationDesk desk;
    private final ReadOnlyObjectWrapper<List<User>> people = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper nobody = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);

    public SignInViewModel(StationDesk desk) {
        this.desk = desk;
    }

    /// The list has come and nobody is on it.
    public ReadOnlyBooleanProperty nobody() {
        return nobody.getReadOnlyProperty();
    }

    /// Those who may stand at a bench, by name.
    public ReadOnlyObjectProperty<List<User>> people() {
        return people.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(List<User> everybody) {
        List<User> next =
                everybody.stream()
                        .filter(user -> user.may(Permission.SIGN_IN))
                        .sorted(Comparator.comparing(User::name))
                        .toList();
        nobody.set(next.isEmpty());
        if (!next.equals(people.get())) {
            people.set(next);
        }
    }

    /// @param choose opens the list of labs; null where there is nothing to choose
    public void offerLabs(@Nullable Runnable choose, Words words) {
        actions.set(
                choose == null
                        ? Actions.NONE
                        : new Actions(
                                null,
                                new Action(words.text("labs.choose"), Icon.DOWN, choose),
                                null));
    }

    public void chosen(User user) {
        desk.post(new BenchEvent.SignedIn(user));
    }
}

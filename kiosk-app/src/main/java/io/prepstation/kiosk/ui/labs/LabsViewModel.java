package io.prepstation.kiosk.ui.labs;

import io.prepstation.kiosk.ui.desk.LabChoice;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The labs of the station; one tap changes to another, another joins one more. Nobody is signed in meanwhile.
public final class LabsViewModel {

    private final StationDesk desk;
    private final Words words;
    private final Runnable back;
    private final ReadOnlyObjectWrapper<List<LabLine>> lines =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<String> problem = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Actions> actions;
    private LabChoice choice = LabChoice.NONE;
    private boolean changing;

    /// @param back goes back to the sign-in screen
    /// @param join opens the pairing screen
    public LabsViewModel(StationDesk desk, Words words, Runnable back, Runnable join) {
        this.desk = desk;
        this.words = words;
        this.back = back;
        this.actions =
                new ReadOnlyObjectWrapper<>(
                        new Actions(
                                new Action(words.text("action.back"), Icon.BACK, back),
                                new Action(words.text("labs.join"), Icon.EDIT, join),
                                null));
    }

    public ReadOnlyObjectProperty<List<LabLine>> lines() {
        return lines.getReadOnlyProperty();
    }

    /// Why the station does not work for the lab that was tapped.
    public ReadOnlyObjectProperty<String> problem() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Whether there is anything to choose.
    public boolean several() {
        return choice.labs().size() > 1;
    }

    /// What waits is asked for anew.
    public void open() {
        desk.lookUpLabs();
    }

    public void show(LabChoice known) {
        choice = known;
        changing = false;
        problem.set(known.problem());
        lines.set(known.labs().stream().map(this::line).toList());
    }

    private LabLine line(LabChoice.Line lab) {
        boolean chosen = lab.lab().equals(choice.current());
        String place = lab.hub().isEmpty() ? words.text("labs.alone") : lab.hub();
        return new LabLine(
                "lab-" + lab.lab().labId(),
                lab.name(),
                lab.waiting() == 0
                        ? place
                        : words.text("labs.waiting", place, String.valueOf(lab.waiting())),
                chosen,
                chosen ? back : () -> change(lab));
    }

    private void change(LabChoice.Line lab) {
        if (!changing) {
            changing = true;
            problem.set("");
            desk.workFor(lab.lab());
        }
    }
}

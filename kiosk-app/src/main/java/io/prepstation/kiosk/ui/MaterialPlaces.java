package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.ui.choosing.ChoosingView;
import io.prepstation.kiosk.ui.choosing.ChoosingViewModel;
import io.prepstation.kiosk.ui.desk.MaterialAnswer;
import io.prepstation.kiosk.ui.desk.Shelf;
import io.prepstation.kiosk.ui.desk.Shelf.Item;
import io.prepstation.kiosk.ui.desk.Shelf.Kind;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.material.MaterialView;
import io.prepstation.kiosk.ui.material.MaterialViewModel;
import io.prepstation.kiosk.ui.materials.MaterialsView;
import io.prepstation.kiosk.ui.materials.MaterialsViewModel;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.kiosk.ui.writing.Question;
import io.prepstation.kiosk.ui.writing.Question.Form;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.formula.ScannedCode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What the lab keeps: the list, one of its things, and the values a field may have. All on the JavaFX thread.
final class MaterialPlaces {

    private enum Place {
        LIST,
        ONE,
        CHOOSING
    }

    /// Where the materials lead to.
    ///
    /// @param enter shows the place that was gone to
    /// @param close goes back to the home screen
    record Ways(Runnable enter, Runnable close, Writing writing) {}

    /// Asks for a text.
    interface Writing {
        void write(Question question, Consumer<String> taken);
    }

    private final StationDesk desk;
    private final Ways ways;
    private final MaterialsViewModel list;
    private final MaterialViewModel one;
    private final ChoosingViewModel choosing;
    private final Lazy<MaterialsView> listView;
    private final Lazy<MaterialView> oneView;
    private final Lazy<ChoosingView> choosingView;
    private Place place = Place.LIST;

    MaterialPlaces(Panel panel, StationDesk desk, Words words, Ways ways) {
        this.desk = desk;
        this.ways = ways;
        list =
                new MaterialsViewModel(
                        desk,
                        words,
                        new MaterialsViewModel.Ways(
                                ways.close(),
                                this::show,
                                this::begin,
                                before ->
                                        ways.writing()
                                                .write(
                                                        new Question(
                                                                words.text("stock.write"),
                                                                before,
                                                                Form.SENTENCE,
                                                                false),
                                                        this::look)));
        one =
                new MaterialViewModel(
                        desk,
                        words,
                        new MaterialViewModel.Ways(
                                () -> go(Place.LIST), this::choose, ways.writing()::write));
        choosing = new ChoosingViewModel(words, () -> go(Place.ONE));
        listView = new Lazy<>(() -> new MaterialsView(list, panel, words));
        oneView = new Lazy<>(() -> new MaterialView(one, panel));
        choosingView = new Lazy<>(() -> new ChoosingView(choosing, panel));
    }

    /// Goes to the list; to what this person was entering, if that was not saved.
    void open() {
        list.open(one.takeDropped());
        go(one.unsaved() ? Place.ONE : Place.LIST);
    }

    Screen screen() {
        return switch (place) {
            case LIST -> listView.get().screen();
            case ONE -> oneView.get().screen();
            case CHOOSING -> choosingView.get().screen();
        };
    }

    void show(Situation situation) {
        one.show(situation.state().person(), situation.pan());
    }

    /// What there is.
    void show(Shelf shelf) {
        list.show(shelf);
        one.show(shelf);
    }

    /// Something changed on the shelves while somebody looks at them.
    void changed() {
        desk.lookUpMaterials();
    }

    void show(long edit, MaterialAnswer answer) {
        list.show(answer);
        one.show(edit, answer);
    }

    void showPrinted(String trouble) {
        one.showPrinted(trouble);
    }

    /// Also while a text or a value is asked for, which is answered by it.
    void scanned(ScannedCode code) {
        if (place == Place.LIST) {
            list.scanned(code);
        } else {
            one.scanned(code);
        }
        go(place == Place.CHOOSING ? Place.ONE : place);
    }

    private void look(String text) {
        list.look(text);
    }

    private void show(Item item) {
        one.open(item);
        go(Place.ONE);
    }

    private void begin(Kind kind, Map<String, String> known) {
        one.begin(kind, known);
        go(Place.ONE);
    }

    private void choose(String title, List<Choice> choices) {
        choosing.open(title, choices);
        go(Place.CHOOSING);
    }

    private void go(Place next) {
        place = next;
        ways.enter().run();
    }
}

package io.prepstation.kiosk.ui.materials;

import io.prepstation.kiosk.ui.desk.MaterialAnswer;
import io.prepstation.kiosk.ui.desk.Shelf;
import io.prepstation.kiosk.ui.desk.Shelf.Item;
import io.prepstation.kiosk.ui.desk.Shelf.Kind;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.words.StockWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.formula.ScannedCode.BareCode;
import io.prepstation.model.formula.ScannedCode.ContainerCode;
import io.prepstation.model.formula.ScannedCode.Gs1Code;
import io.prepstation.model.formula.ScannedCode.IngredientCode;
import io.prepstation.model.formula.ScannedCode.LotCode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// What the lab keeps, one kind at a time: found by typing or by a code held up, opened by a tap.
public final class MaterialsViewModel {

    private static final int A_FEW = 100;

    /// Where the screen leads to.
    ///
    /// @param close goes back to the home screen
    /// @param open shows one thing
    /// @param create begins a new one with what is known of it
    /// @param write has a text typed; gets the one before
    public record Ways(
            Runnable close, Consumer<Item> open, Create create, Consumer<String> write) {}

    /// Begins something new.
    public interface Create {
        void begin(Kind kind, Map<String, String> known);
    }

    /// What is listed.
    ///
    /// @param more whether there are others
    /// @param about what was asked for: the same again is looked at where one was
    public record Listed(List<MaterialLine> lines, boolean more, String about) {
        static final Listed NONE = new Listed(List.of(), false, "");
    }

    private record Key(Kind kind, String name, String substance) {}

    private final StationDesk desk;
    private final Words words;
    private final StockWords stock;
    private final Ways ways;
    private final ReadOnlyObjectWrapper<Listed> listed = new ReadOnlyObjectWrapper<>(Listed.NONE);
    private final ReadOnlyObjectWrapper<List<Choice>> kinds =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private Shelf shelf = Shelf.NONE;
    private Kind kind = Kind.LOTS;
    private String text = "";
    private Map<String, String> held = Map.of();
    private List<Item> found = List.of();
    private List<MaterialLine> lines = List.of();
    private @Nullable Key selected;
    private int place = -1;
    private int most = A_FEW;

    public MaterialsViewModel(StationDesk desk, Words words, Ways ways) {
        this.desk = desk;
        this.words = words;
        this.stock = new StockWords(words);
        this.ways = ways;
        refresh();
    }

    public ReadOnlyObjectProperty<Listed> listed() {
        return listed.getReadOnlyProperty();
    }

    /// A button for each kind.
    public ReadOnlyObjectProperty<List<Choice>> kinds() {
        return kinds.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /// What became of the last change or code; empty if there was none.
    public ReadOnlyStringProperty answer() {
        return answer.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Asks for what there is now.
    ///
    /// @param said what to know before; may be empty
    public void open(String said) {
        answer.set(said);
        desk.lookUpMaterials();
    }

    /// What there is; the selection stays where it was, whatever id the hub gave it meanwhile.
    public void show(Shelf now) {
        shelf = now;
        renew();
    }

    public void show(MaterialAnswer came) {
        answer.set(stock.answer(came));
    }

    /// A code that was held up: what it stands for is opened; what nobody knows can be made by a tap.
    public void scanned(ScannedCode code) {
        answer.set("");
        switch (code) {
            case ContainerCode(var value) -> openOr(Kind.CONTAINERS, value, Map.of("code", value));
            case LotCode(var value) -> openOr(Kind.LOTS, value, Map.of("lotNumber", value));
            case IngredientCode(var value) ->
                    openOr(Kind.INGREDIENTS, value, Map.of("code", value));
            case BareCode(var value) -> bare(value);
            case Gs1Code item -> delivered(item);
            case ScannedCode.StartFormula _,
                    ScannedCode.OpenSession _,
                    ScannedCode.BadgeCode _,
                    ScannedCode.EnrolmentCode _,
                    ScannedCode.UnknownCode _ ->
                    answer.set(words.text("stock.scan.other"));
            case ScannedCode.TornCode _ -> answer.set(words.text("notice.torn-code"));
        }
    }

    private void openOr(Kind of, String name, Map<String, String> known) {
        shelf.named(of, name).ifPresentOrElse(ways.open(), () -> offer(of, name, known));
    }

    private void bare(String value) {
        Stream.of(Kind.CONTAINERS, Kind.LOTS, Kind.INGREDIENTS)
                .flatMap(each -> shelf.named(each, value).stream())
                .findFirst()
                .ifPresentOrElse(
                        ways.open(),
                        () ->
                                offer(
                                        kind,
                                        value,
                                        Map.of(kind == Kind.LOTS ? "lotNumber" : "code", value)));
    }

    /// A supplier's label names the article and the batch, and says how long it is good.
    private void delivered(Gs1Code item) {
        Optional<Item> ingredient = shelf.named(Kind.INGREDIENTS, item.gtin());
        String number = item.lot();
        if (ingredient.isEmpty()) {
            offer(Kind.INGREDIENTS, item.gtin(), Map.of("code", item.gtin()));
        } else if (number == null) {
            ways.open().accept(ingredient.get());
        } else {
            shelf.lot(ingredient.get().id(), number)
                    .ifPresentOrElse(
                            ways.open(),
                            () -> ways.create().begin(Kind.LOTS, known(item, ingredient.get())));
        }
    }

    /// What a supplier's label tells of a lot.
    private static Map<String, String> known(Gs1Code item, Item ingredient) {
        Map<String, String> known = new HashMap<>();
        known.put("ingredientId", ingredient.id());
        String number = item.lot();
        LocalDate expiry = item.expiry();
        if (number != null) {
            known.put("lotNumber", number);
        }
        if (expiry != null) {
            known.put("expiresOn", expiry.toString());
        }
        return known;
    }

    private void offer(Kind of, String name, Map<String, String> known) {
        kind = of;
        text = "";
        most = A_FEW;
        refresh();
        held = known;
        answer.set(words.text("stock.scan.unknown", stock.one(of, name)));
    }

    public void tapped(int line) {
        place = line;
        selected = key(found.get(line));
        ways.open().accept(found.get(line));
    }

    /// For a keyboard.
    public void move(int by) {
        if (!found.isEmpty()) {
            place = Math.clamp((long) place + by, 0, lines.size() - 1);
            selected = key(found.get(place));
            list();
        }
    }

    /// For a keyboard.
    public void openSelected() {
        if (place >= 0) {
            tapped(place);
        }
    }

    /// Lists others too.
    public void showMore() {
        most += A_FEW;
        refresh();
    }

    /// Looks for a text; an empty one for everything.
    public void look(String typed) {
        text = typed;
        most = A_FEW;
        refresh();
    }

    private void show(Kind other) {
        kind = other;
        held = Map.of();
        answer.set("");
        most = A_FEW;
        refresh();
    }

    /// What stays the same of a thing when the hub gives it another id.
    private Key key(Item item) {
        return new Key(item.kind(), item.name(), shelf.substance(item));
    }

    private void refresh() {
        renew();
        kinds.set(
                Stream.of(Kind.values())
                        .map(each -> new Choice(stock.kind(each), each == kind, () -> show(each)))
                        .toList());
        title.set(
                text.isEmpty() ? words.text("stock.title") : words.text("stock.title-found", text));
        actions.set(
                new Actions(
                        new Action(words.text("action.back"), Icon.BACK, ways.close()),
                        new Action(
                                words.text(text.isEmpty() ? "sessions.search" : "sessions.all"),
                                Icon.SEARCH,
                                this::search),
                        new Action(newText(), Icon.ADD, true, false, this::create)));
    }

    /// Of what there is now, only what is listed is put into words.
    private void renew() {
        found = shelf.search(kind, text);
        lines = found.stream().limit(most).map(this::line).toList();
        place =
                IntStream.range(0, lines.size())
                        .filter(line -> key(found.get(line)).equals(selected))
                        .findFirst()
                        .orElse(-1);
        list();
    }

    private void list() {
        listed.set(
                new Listed(
                        IntStream.range(0, lines.size())
                                .mapToObj(n -> n == place ? lines.get(n).chosen() : lines.get(n))
                                .toList(),
                        found.size() > most,
                        kind + text));
    }

    private void search() {
        if (text.isEmpty()) {
            ways.write().accept(text);
        } else {
            look("");
        }
    }

    private void create() {
        Map<String, String> known = held;
        held = Map.of();
        ways.create().begin(kind, known);
    }

    private String newText() {
        return switch (kind) {
            case LOTS -> words.text("stock.new-lot");
            case CONTAINERS -> words.text("stock.new-container");
            case INGREDIENTS -> words.text("stock.new-ingredient");
        };
    }

    private String of(Item item) {
        return switch (item.kind()) {
            case LOTS -> shelf.substance(item);
            case CONTAINERS ->
                    shelf.find(Kind.LOTS, item.text("lotId"))
                            .map(lot -> stock.lot(shelf, lot))
                            .orElse("");
            case INGREDIENTS -> item.text("name");
        };
    }

    private MaterialLine line(Item item) {
        boolean isLot = item.kind() == Kind.LOTS;
        return new MaterialLine(
                item.name(),
                of(item),
                isLot ? words.day(shelf.rules().lastDay(item.lot())) : "",
                amount(item),
                isLot ? stock.state(shelf, item) : stock.status(item.text("status")),
                isGood(item),
                stock.mark(item.mark()),
                false);
    }

    /// An empty container is nothing to be warned of.
    private boolean isGood(Item item) {
        return switch (item.kind()) {
            case LOTS -> stock.refusal(shelf, item).isEmpty();
            case CONTAINERS ->
                    switch (item.text("status")) {
                        case "in_use" -> stock.refusal(shelf, item).isEmpty();
                        case "blocked" -> false;
                        default -> true;
                    };
            case INGREDIENTS -> true;
        };
    }

    private String amount(Item item) {
        return switch (item.kind()) {
            case LOTS -> stock.grams(item.text("remainingG"));
            case CONTAINERS -> stock.grams(item.text("tareG"));
            case INGREDIENTS -> item.text("casNumber");
        };
    }
}

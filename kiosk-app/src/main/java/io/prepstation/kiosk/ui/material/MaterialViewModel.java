package io.prepstation.kiosk.ui.material;

import io.prepstation.kiosk.ui.desk.MaterialAnswer;
import io.prepstation.kiosk.ui.desk.MaterialEdit;
import io.prepstation.kiosk.ui.desk.MaterialEdit.Readout;
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
import io.prepstation.kiosk.ui.writing.Question;
import io.prepstation.kiosk.ui.writing.Question.Form;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.formula.ScannedCode.BareCode;
import io.prepstation.model.formula.ScannedCode.ContainerCode;
import io.prepstation.model.formula.ScannedCode.Gs1Code;
import io.prepstation.model.formula.ScannedCode.IngredientCode;
import io.prepstation.model.formula.ScannedCode.LotCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// One ingredient, lot or container: a tap on a field changes it, Save keeps all of it. What was entered stays until it is
/// saved or thrown away.
public final class MaterialViewModel {

    /// So many things are offered to choose from without looking for a name first.
    private static final int A_SCREENFUL = 30;

    private static final String RELEASED = "released";
    private static final List<String> LOT_STATUS =
            List.of(RELEASED, "quarantine", "blocked", "empty");
    private static final List<String> CONTAINER_STATUS =
            List.of("in_use", "clean", "empty", "blocked");

    /// Where the screen leads to.
    ///
    /// @param close goes back to the list
    /// @param choose offers the values of a field
    /// @param write has a text typed
    public record Ways(Runnable close, Choose choose, Write write) {}

    /// Offers several things under a title.
    public interface Choose {
        void offer(String title, List<Choice> choices);
    }

    /// Asks for a text.
    public interface Write {
        void ask(Question question, Consumer<String> taken);
    }

    private final StationDesk desk;
    private final Words words;
    private final StockWords stock;
    private final Ways ways;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper balance = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<FieldLine>> lines =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private final Map<String, String> entered = new HashMap<>();
    private final Map<String, Readout> readings = new HashMap<>();
    private Shelf shelf = Shelf.NONE;
    private Kind kind = Kind.LOTS;
    private @Nullable Item known;
    private @Nullable Pan pan;
    private Optional<User> person = Optional.empty();

    /// Who was here last: whose entry it is.
    private @Nullable User last;

    private String dropped = "";
    private String reason = "";
    private String problem = "";
    private boolean saving;

    /// How many edits were given to the desk: the number of the last one.
    private long edits;

    private boolean sureToLeave;
    private boolean sureToDelete;
    private int selected = -1;

    public MaterialViewModel(StationDesk desk, Words words, Ways ways) {
        this.desk = desk;
        this.words = words;
        this.stock = new StockWords(words);
        this.ways = ways;
    }

    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /// What is wrong, or what to know; may be empty.
    public ReadOnlyStringProperty hint() {
        return hint.getReadOnlyProperty();
    }

    /// What stands on the balance, where that can be taken over; else empty.
    public ReadOnlyStringProperty balance() {
        return balance.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<FieldLine>> lines() {
        return lines.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Shows what is known of one.
    public void open(Item item) {
        begin(item.kind(), item);
        refresh();
    }

    /// Begins a new one.
    ///
    /// @param first what is known of it already
    public void begin(Kind of, Map<String, String> first) {
        begin(of, (Item) null);
        entered.put("status", of == Kind.LOTS ? "quarantine" : "clean");
        if (of == Kind.INGREDIENTS) {
            entered.remove("status");
        }
        first.forEach(this::put);
        refresh();
    }

    private void begin(Kind of, @Nullable Item item) {
        kind = of;
        known = item;
        entered.clear();
        readings.clear();
        reason = "";
        problem = "";
        saving = false;
        sureToLeave = false;
        sureToDelete = false;
        selected = -1;
        dropped = "";
    }

    /// That the entry of the person before was dropped, to be said once; empty if there was none.
    public String takeDropped() {
        String said = dropped;
        dropped = "";
        return said;
    }

    /// Whether something was entered that is not saved.
    public boolean unsaved() {
        return changes().keySet().stream()
                .anyMatch(field -> known != null || !field.equals("status"));
    }

    /// What there is now: of what is not being changed here, the newest is shown.
    public void show(Shelf now) {
        shelf = now;
        Item item = known;
        if (item != null) {
            known = now.find(item.kind(), item.id()).or(() -> renamed(now, item)).orElse(item);
        }
        refresh();
    }

    /// The hub gave it another id meanwhile.
    private static Optional<Item> renamed(Shelf now, Item item) {
        return item.kind() == Kind.LOTS
                ? now.all(Kind.LOTS).stream()
                        .filter(lot -> lot.name().equals(item.name()))
                        .filter(lot -> lot.text("expiresOn").equals(item.text("expiresOn")))
                        .findFirst()
                : now.named(item.kind(), item.name());
    }

    /// Who works at the bench, and what the balance says.
    ///
    /// What one person entered is never saved in another's name: after a lock the same person finds it again, another does
    /// not.
    public void show(Optional<User> operator, Pan now) {
        boolean other = !operator.equals(person);
        person = operator;
        operator.ifPresent(this::come);
        pan = now;
        balance.set(kind == Kind.CONTAINERS ? onTheBalance(now) : "");
        if (other) {
            refresh();
        }
    }

    private void come(User somebody) {
        User before = last;
        last = somebody;
        if (before == null || before.id().equals(somebody.id())) {
            return;
        }
        String said = unsaved() ? words.text("stock.dropped", before.name()) : "";
        Item item = known;
        if (item == null) {
            begin(kind, Map.of());
        } else {
            begin(kind, item);
        }
        problem = said;
        dropped = said;
        refresh();
    }

    private String onTheBalance(Pan now) {
        return now.steadyGross()
                .map(mass -> words.text("stock.on-balance", words.mass(mass)))
                .orElseGet(() -> words.text("stock.on-balance-none"));
    }

    /// It is saved, or a person has to look again. An answer to an edit that is not waited for any more changes nothing.
    ///
    /// @param edit the number it was given to the desk with
    public void show(long edit, MaterialAnswer answer) {
        if (saving && edit == edits) {
            saving = false;
            if (answer instanceof MaterialAnswer.Saved) {
                begin(kind, known);
                ways.close().run();
            } else {
                problem = stock.answer(answer);
                refresh();
            }
        }
    }

    /// What became of a label.
    ///
    /// @param trouble empty if it was printed
    public void showPrinted(String trouble) {
        problem = trouble.isEmpty() ? words.text("stock.printed") : trouble;
        refresh();
    }

    /// A code that was held up fills the field it belongs to.
    public void scanned(ScannedCode code) {
        if (saving) {
            return;
        }
        problem = "";
        switch (code) {
            case ContainerCode(var value) -> take(Kind.CONTAINERS, "code", value);
            case LotCode(var value) -> lot(value);
            case IngredientCode(var value) -> ingredient(value);
            case BareCode(var value) -> bare(value);
            case Gs1Code item -> delivered(item);
            case ScannedCode.StartFormula _,
                    ScannedCode.OpenSession _,
                    ScannedCode.BadgeCode _,
                    ScannedCode.EnrolmentCode _,
                    ScannedCode.UnknownCode _ ->
                    problem = words.text("stock.scan.other");
            case ScannedCode.TornCode _ -> problem = words.text("notice.torn-code");
        }
        refresh();
    }

    private void take(Kind of, String field, String value) {
        if (kind == of) {
            put(field, value);
        } else {
            problem = words.text("stock.scan.other");
        }
    }

    private void lot(String number) {
        switch (kind) {
            case LOTS -> put("lotNumber", number);
            case CONTAINERS ->
                    shelf.named(Kind.LOTS, number)
                            .ifPresentOrElse(
                                    lot -> put("lotId", lot.id()),
                                    () -> unknown(Kind.LOTS, number));
            case INGREDIENTS -> problem = words.text("stock.scan.other");
        }
    }

    private void ingredient(String code) {
        switch (kind) {
            case LOTS ->
                    shelf.named(Kind.INGREDIENTS, code)
                            .filter(_ -> known == null)
                            .ifPresentOrElse(
                                    one -> put("ingredientId", one.id()),
                                    () -> unknown(Kind.INGREDIENTS, code));
            case INGREDIENTS -> put("code", code);
            case CONTAINERS -> problem = words.text("stock.scan.other");
        }
    }

    private void bare(String value) {
        switch (kind) {
            case LOTS -> {
                if (shelf.named(Kind.INGREDIENTS, value).isPresent()) {
                    ingredient(value);
                } else {
                    put("lotNumber", value);
                }
            }
            case CONTAINERS -> {
                if (shelf.named(Kind.LOTS, value).isPresent()) {
                    lot(value);
                } else {
                    put("code", value);
                }
            }
            case INGREDIENTS -> put("code", value);
        }
    }

    private void delivered(Gs1Code item) {
        switch (kind) {
            case LOTS -> ofLot(item);
            case CONTAINERS ->
                    shelf.named(Kind.INGREDIENTS, item.gtin())
                            .flatMap(one ->
                                    shelf.lot(one.id(), Objects.requireNonNullElse(item.lot(), "")))
                            .ifPresentOrElse(
                                    lot -> put("lotId", lot.id()),
                                    () ->
                                            unknown(
                                                    Kind.LOTS,
                                                    Objects.requireNonNullElse(
                                                            item.lot(), item.gtin())));
            case INGREDIENTS -> put("code", item.gtin());
        }
    }

    /// A label of another article changes nothing of a lot that is known.
    private void ofLot(Gs1Code item) {
        Item lot = known;
        if (lot != null) {
            Optional<Item> article = shelf.named(Kind.INGREDIENTS, item.gtin());
            if (article.isEmpty()) {
                unknown(Kind.INGREDIENTS, item.gtin());
                return;
            }
            if (!article.get().id().equals(lot.text("ingredientId"))) {
                problem =
                        words.text(
                                "stock.scan.another",
                                stock.ingredient(article.get()),
                                shelf.substance(lot));
                return;
            }
        }
        if (item.lot() != null) {
            put("lotNumber", item.lot());
        }
        if (item.expiry() != null) {
            put("expiresOn", item.expiry().toString());
        }
        if (lot == null) {
            ingredient(item.gtin());
        }
    }

    private void unknown(Kind of, String name) {
        problem = words.text("stock.scan.not-here", stock.one(of, name));
    }

    /// Changes a field. Something that is in a container makes it one in use, and a clean one holds nothing.
    private void put(String field, String value) {
        readings.remove(field);
        if (value.equals(before(field))) {
            entered.remove(field);
        } else {
            entered.put(field, value);
        }
        if (field.equals("lotId") && !value.isEmpty()) {
            put("status", "in_use");
        }
        if (kind == Kind.CONTAINERS && value.equals("clean") && known != null) {
            put("lotId", "");
            put("lastGrossG", "");
        }
    }

    private void take(Field field, String value) {
        problem = "";
        put(field.word(), value);
        refresh();
    }

    private String before(String field) {
        Item item = known;
        return item == null ? "" : item.text(field);
    }

    private String now(String field) {
        return entered.getOrDefault(field, before(field));
    }

    private Map<String, String> changes() {
        Map<String, String> changes = new HashMap<>();
        entered.forEach((field, value) -> {
            if (!value.equals(before(field))) {
                changes.put(field, value);
            }
        });
        return changes;
    }

    /// For a keyboard.
    public void move(int by) {
        selected = Math.clamp((long) selected + by, 0, lines.get().size() - 1);
        refresh();
    }

    /// For a keyboard.
    public void openSelected() {
        if (selected >= 0) {
            tapped(selected);
        }
    }

    /// Asks for a field's value.
    public void tapped(int line) {
        Field field = Field.of(kind).get(line);
        if (isFixed(field)) {
            return;
        }
        switch (field) {
            case LOT_STATUS -> chooseStatus(field, LOT_STATUS);
            case CONTAINER_STATUS -> chooseStatus(field, CONTAINER_STATUS);
            case INGREDIENT -> choose(field, Kind.INGREDIENTS, false);
            case LOT -> choose(field, Kind.LOTS, true);
            case OPENED -> chooseOpened();
            case TARE, GROSS -> chooseWeight(field);
            case LOT_NUMBER, CODE -> ask(field, Form.CODE);
            case NAME -> ask(field, Form.SENTENCE);
            case CAS -> ask(field, Form.DIGITS);
            case EXPIRES, LEFT, POTENCY, VOLUME -> askDigits(field);
        }
    }

    private void ask(Field field, Form form) {
        ways.write()
                .ask(
                        new Question(
                                stock.field(field.word()),
                                now(field.word()),
                                form,
                                !field.required()),
                        value -> take(field, value));
    }

    private void askDigits(Field field) {
        ways.write()
                .ask(
                        new Question(
                                stock.field(field.word()) + digitsHint(field),
                                now(field.word()),
                                Form.DIGITS,
                                !field.required()),
                        value -> typed(field, value));
    }

    private String digitsHint(Field field) {
        return isDay(field) ? " · " + words.text("stock.day-form") : "";
    }

    private static boolean isDay(Field field) {
        return field == Field.EXPIRES || field == Field.OPENED;
    }

    private void typed(Field field, String value) {
        if (field == Field.LEFT && value.isEmpty() && !before(field.word()).isEmpty()) {
            problem = words.text("stock.left-needed");
            refresh();
            return;
        }
        Optional<String> plain =
                value.isEmpty()
                        ? Optional.of("")
                        : isDay(field)
                                ? Typed.day(value)
                                : field == Field.POTENCY
                                        ? Typed.percent(value)
                                        : Typed.number(value);
        if (plain.isEmpty()) {
            problem = wrong(field, value);
            refresh();
        } else {
            take(field, plain.get());
            if (field == Field.LEFT && corrects()) {
                chooseReason();
            }
        }
    }

    private String wrong(Field field, String value) {
        if (isDay(field)) {
            return words.text("stock.no-day", value);
        }
        return Typed.twoWays(value)
                .map(two -> words.text("stock.two-ways", value, two.many(), two.few()))
                .orElseGet(() ->
                        words.text(
                                field == Field.POTENCY ? "stock.no-percent" : "stock.no-number",
                                value));
    }

    private void chooseReason() {
        ways.choose()
                .offer(
                        words.text("stock.why"),
                        Stream.of("stock.why.counted", "stock.why.delivered", "stock.why.spilled")
                                .map(words::text)
                                .map(why ->
                                        new Choice(
                                                why,
                                                false,
                                                () -> {
                                                    reason = why;
                                                    refresh();
                                                }))
                                .toList());
    }

    /// A lot that is not released is offered to be so only to whoever may; another reads why not.
    private void chooseStatus(Field field, List<String> all) {
        String present = now(field.word());
        boolean mayRelease =
                before(field.word()).equals(RELEASED)
                        || kind != Kind.LOTS
                        || person.filter(user -> user.may(Permission.RELEASE_LOTS)).isPresent();
        String asked = stock.field(field.word());
        ways.choose()
                .offer(
                        mayRelease ? asked : words.text("stock.no-release", asked),
                        all.stream()
                                .filter(one -> mayRelease || !one.equals(RELEASED))
                                .map(one ->
                                        new Choice(
                                                stock.status(one),
                                                one.equals(present),
                                                () -> take(field, one)))
                                .toList());
    }

    /// Of many, a part of the name is asked for first.
    private void choose(Field field, Kind of, boolean mayBeNone) {
        List<Item> all = shelf.all(of);
        if (all.size() <= A_SCREENFUL) {
            offer(field, all, mayBeNone);
        } else {
            ways.write()
                    .ask(
                            new Question(
                                    words.text("stock.part-of-name", stock.field(field.word())),
                                    "",
                                    Form.SENTENCE,
                                    false),
                            part -> offer(field, shelf.search(of, part), mayBeNone));
        }
    }

    private void offer(Field field, List<Item> some, boolean mayBeNone) {
        List<Choice> choices = new ArrayList<>();
        if (mayBeNone) {
            choices.add(new Choice(words.text("stock.nothing-in"), false, () -> take(field, "")));
        }
        String present = now(field.word());
        some.stream()
                .limit(A_SCREENFUL)
                .forEach(item ->
                        choices.add(
                                new Choice(
                                        called(item),
                                        item.id().equals(present),
                                        () -> take(field, item.id()))));
        ways.choose().offer(stock.field(field.word()), choices);
    }

    private String called(Item item) {
        return item.kind() == Kind.LOTS ? stock.lot(shelf, item) : stock.ingredient(item);
    }

    private void chooseOpened() {
        String today = shelf.rules().today().toString();
        String present = now(Field.OPENED.word());
        ways.choose()
                .offer(
                        stock.field(Field.OPENED.word()),
                        List.of(
                                new Choice(
                                        words.text("stock.opened-today"),
                                        present.equals(today),
                                        () -> take(Field.OPENED, today)),
                                new Choice(
                                        words.text("stock.not-opened"),
                                        present.isEmpty(),
                                        () -> take(Field.OPENED, "")),
                                new Choice(
                                        words.text("stock.another-day"),
                                        !present.isEmpty() && !present.equals(today),
                                        () -> askDigits(Field.OPENED))));
    }

    /// The number that was seen when the choice was offered is the one that is taken.
    private void chooseWeight(Field field) {
        List<Choice> choices = new ArrayList<>();
        Pan now = pan;
        if (now != null) {
            seen(now)
                    .ifPresent(seen ->
                            choices.add(
                                    new Choice(
                                            words.text(
                                                    "stock.from-balance", words.mass(seen.mass())),
                                            false,
                                            () -> take(field, seen))));
            if (now.online()) {
                choices.add(
                        new Choice(
                                words.text("stock.zero"),
                                false,
                                () -> desk.post(new BenchEvent.ZeroTapped())));
            }
        }
        choices.add(new Choice(words.text("stock.type"), false, () -> askDigits(field)));
        ways.choose().offer(stock.field(field.word()), choices);
    }

    /// A mass at rest, and what the balance said.
    private record Seen(Mass mass, Readout readout) {}

    private static Optional<Seen> seen(Pan pan) {
        BalanceReading latest = pan.latest();
        return latest == null
                ? Optional.empty()
                : pan.steadyGross()
                        .filter(mass -> mass.value().signum() >= 0)
                        .map(mass ->
                                new Seen(
                                        mass,
                                        new Readout(
                                                pan.identity()
                                                        .map(BalanceIdentity::serialNumber)
                                                        .orElse(""),
                                                latest.frame().raw())));
    }

    private void take(Field field, Seen seen) {
        take(field, seen.mass().inGrams().toPlainString());
        if (entered.containsKey(field.word())) {
            readings.put(field.word(), seen.readout());
        }
    }

    /// A lot stays of its ingredient, and what nobody counts is not corrected.
    private boolean isFixed(Field field) {
        boolean isNew = known == null;
        return !mayChange()
                || saving
                || (field == Field.INGREDIENT && !isNew)
                || (field == Field.LEFT && !isNew && before(field.word()).isEmpty());
    }

    private boolean mayChange() {
        return person.filter(user -> user.may(Permission.EDIT_MATERIALS)).isPresent();
    }

    private void refresh() {
        List<Field> fields = Field.of(kind);
        lines.set(
                IntStream.range(0, fields.size())
                        .mapToObj(n -> line(fields.get(n), n == selected))
                        .toList());
        title.set(known == null ? newTitle() : stock.one(kind, known.name()));
        hint.set(hintNow());
        actions.set(actionsNow());
    }

    private FieldLine line(Field field, boolean isSelected) {
        String shown = stock.value(shelf, field.word(), now(field.word()));
        boolean changed = known != null && changes().containsKey(field.word());
        return new FieldLine(
                stock.field(field.word()),
                field == Field.LEFT && changed ? shown + " · " + reason : shown,
                !isFixed(field),
                changed,
                isSelected);
    }

    private String newTitle() {
        return switch (kind) {
            case LOTS -> words.text("stock.new-lot");
            case CONTAINERS -> words.text("stock.new-container");
            case INGREDIENTS -> words.text("stock.new-ingredient");
        };
    }

    private String hintNow() {
        Item item = known;
        if (!problem.isEmpty()) {
            return problem;
        }
        if (!mayChange()) {
            return words.text("stock.look-only");
        }
        if (item == null) {
            return words.text("stock.new-hint");
        }
        return switch (item.mark()) {
            case REJECTED -> words.text("stock.refused-by-hub");
            case CONFLICT -> words.text("stock.in-conflict");
            case SYNCED, PENDING -> stock.refusal(shelf, item);
        };
    }

    /// What still has to be said, if anything.
    private Optional<String> missing() {
        return Field.of(kind).stream()
                .filter(Field::required)
                .filter(field -> now(field.word()).isEmpty())
                .findFirst()
                .map(field -> stock.field(field.word()))
                .or(() ->
                        corrects() && reason.isEmpty()
                                ? Optional.of(words.text("stock.why"))
                                : Optional.empty());
    }

    /// Whether another figure is given for what is left.
    private boolean corrects() {
        return known != null && changes().containsKey(Field.LEFT.word());
    }

    private Actions actionsNow() {
        boolean isNew = known == null;
        Optional<String> missing = missing();
        return new Actions(
                new Action(
                        words.text(sureToLeave ? "stock.throw-away" : "action.back"),
                        Icon.BACK,
                        !saving,
                        this::leave),
                isNew
                        ? null
                        : new Action(
                                words.text(sureToDelete ? "stock.delete-sure" : "stock.delete"),
                                Icon.TRASH,
                                mayChange() && !saving,
                                this::delete),
                isNew || kind != Kind.CONTAINERS
                        ? null
                        : new Action(words.text("stock.print"), Icon.PRINT, this::print),
                new Action(
                        missing.map(what -> words.text("stock.missing", what))
                                .orElseGet(() -> words.text("stock.save")),
                        Icon.ACCEPT,
                        missing.isEmpty() && unsaved() && mayChange() && !saving,
                        this::save));
    }

    /// The first tap asks where something would be lost.
    private void leave() {
        if (unsaved() && !sureToLeave) {
            sureToLeave = true;
            refresh();
        } else {
            begin(kind, known);
            ways.close().run();
        }
    }

    private void delete() {
        Item item = known;
        if (item == null) {
            return;
        }
        if (sureToDelete) {
            make(new MaterialEdit.Delete(kind, item.id()));
        }
        sureToDelete = !sureToDelete;
        refresh();
    }

    private void print() {
        Item item = known;
        if (item != null) {
            desk.printContainer(
                    item.name(),
                    shelf.find(Kind.LOTS, item.text("lotId"))
                            .map(lot -> List.of(shelf.substance(lot), lot.name()))
                            .orElse(List.of()));
        }
    }

    private void make(MaterialEdit edit) {
        saving = true;
        problem = words.text("signing.saving");
        edits++;
        desk.make(edits, edit);
    }

    private void save() {
        Item item = known;
        make(
                item == null
                        ? new MaterialEdit.Create(kind, entered, readings)
                        : new MaterialEdit.Change(
                                kind, item.id(), changes(), readings, corrects() ? reason : ""));
        refresh();
    }
}

package io.prepstation.kiosk.ui.message;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.options.OptionsViewModel;
import io.prepstation.kiosk.ui.words.BalanceWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.Locked;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Fault, lock, and waits that are too short for a screen of their own.
public final class MessageViewModel {

    private final StationDesk desk;
    private final Runnable giveUp;
    private final Runnable byHand;
    private final Words words;
    private final BalanceWords balanceWords;
    private final ReadOnlyObjectWrapper<Message> message;
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);

    /// @param giveUp asks for the reason of giving up the session that waits for its balance
    /// @param byHand opens the number pad for the weight that the balance cannot send
    public MessageViewModel(StationDesk desk, Words words, Runnable giveUp, Runnable byHand) {
        this.byHand = byHand;
        this.giveUp = giveUp;
        this.desk = desk;
        this.words = words;
        this.balanceWords = new BalanceWords(words, desk::balanceLine);
        this.message = new ReadOnlyObjectWrapper<>(waiting(""));
    }

    public ReadOnlyObjectProperty<Message> message() {
        return message.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(Fault fault) {
        String kept =
                fault.lastGross() == null
                        ? words.text("fault.kept")
                        : words.text("fault.kept-gross", words.mass(fault.lastGross()));
        show(
                new Message(
                        Icon.WARNING,
                        Message.Tone.WARNING,
                        words.text("fault.title", balanceWords.brief(fault.status())),
                        kept,
                        balanceWords.advice(fault.status())),
                new Actions(
                        new Action(words.text("fault.back"), Icon.BACK, this::back),
                        new Action(words.text("rejecting.reject"), Icon.CANCEL, giveUp),
                        OptionsViewModel.typing(fault).isPresent()
                                ? new Action(
                                        words.text("options.by-hand"),
                                        Icon.EDIT,
                                        true,
                                        false,
                                        byHand)
                                : null));
    }

    public void show(Locked locked) {
        show(
                new Message(
                        Icon.LOCK,
                        Message.Tone.WARNING,
                        words.text("locked.title", locked.formulaCode()),
                        words.text("locked.text"),
                        words.text("locked.advice")),
                new Actions(
                        new Action(words.text("action.back"), Icon.BACK, this::back),
                        null,
                        new Action(words.text("locked.unlock"), Icon.LOCK, this::unlock)));
    }

    private void unlock() {
        desk.post(new BenchEvent.ApprovalTapped());
    }

    public void showWaiting(String text) {
        show(waiting(text), Actions.NONE);
    }

    private static Message waiting(String text) {
        return new Message(Icon.WAITING, Message.Tone.CALM, text, "", "");
    }

    private void show(Message next, Actions offered) {
        if (!next.equals(message.get())
                || offered.main() == null != (actions.get().main() == null)) {
            message.set(next);
            actions.set(offered);
        }
    }

    private void back() {
        desk.post(new BenchEvent.BackTapped());
    }
}

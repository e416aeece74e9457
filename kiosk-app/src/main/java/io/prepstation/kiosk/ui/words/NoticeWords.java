package io.prepstation.kiosk.ui.words;

import io.prepstation.model.bench.Notice;

/// Says each notice: what happened, to what, what to do.
public final class NoticeWords {

    private final Words words;

    public NoticeWords(Words words) {
        this.words = words;
    }

    public String of(Notice notice) {
        return switch (notice) {
            case Notice.UnknownText(var text) -> words.text("notice.unknown-text", text);
            case Notice.TornCode() -> words.text("notice.torn-code");
            case Notice.UnexpectedCode(var text) -> words.text("notice.unexpected-code", text);
            case Notice.WrongIngredient(var code, var name, var scanned) ->
                    words.text("notice.wrong-ingredient", code, name, scanned);
            case Notice.MaterialRefused(var why) -> new MaterialWords(words).of(why);
            case Notice.FinishPartFirst(var scanned) ->
                    words.text("notice.finish-part-first", scanned);
            case Notice.OtherStep(var _, var sequence, var name, var _) ->
                    words.text("notice.other-step", sequence, name);
            case Notice.ManualOutside(var net, var lower, var upper) ->
                    words.text(
                            "notice.manual-outside",
                            words.mass(net),
                            words.mass(lower),
                            words.mass(upper));
            case Notice.SecondPersonNeeded(var name) -> words.text("notice.second-person", name);
            case Notice.UnknownFormula(var code) -> words.text("notice.unknown-formula", code);
            case Notice.NotApproved(var code, var detail) ->
                    words.text("notice.not-approved", code, detail);
            case Notice.FormulaLocked(var code) -> words.text("notice.formula-locked", code);
            case Notice.NotFeasible(var code) -> words.text("notice.not-feasible", code);
            case Notice.SessionNotFound(var id) -> words.text("notice.session-not-found", id);
            case Notice.SessionEnded(var id, var status) ->
                    words.text("notice.session-ended", id, words.text("status." + status));
            case Notice.ResumeFirst(var id) -> words.text("notice.resume-first", id);
            case Notice.BalanceNeeded() -> words.text("notice.balance-needed");
            case Notice.BalanceNotReady(var serial, var why, var refused) ->
                    words.text(
                            refused ? "notice.balance-not-ready" : "notice.balance-warned",
                            serial,
                            new CheckWords(words).of(why));
            case Notice.ApprovalRefused(var name) -> words.text("notice.approval-refused", name);
            case Notice.MixtureTaken() -> words.text("notice.mixture-taken");
            case Notice.WeightChanged() -> words.text("notice.weight-changed");
            case Notice.BalanceRefused(var command, var reason) ->
                    words.text(
                            switch (command) {
                                case TARE -> "notice.tare-refused";
                                case CLEAR_TARE -> "notice.clear-tare-refused";
                                case ZERO -> "notice.zero-refused";
                            },
                            reason);
            case Notice.GrossChanged(var expected, var found) ->
                    words.text("notice.gross-changed", words.mass(expected), words.mass(found));
            case Notice.ContainerChanged(var expected, var found) ->
                    words.text("notice.container-changed", words.mass(expected), words.mass(found));
            case Notice.VesselKnown(var code, var tare) ->
                    words.text("notice.vessel-known", code, words.mass(tare));
            case Notice.VesselTooSmall(var code, var holds, var made) ->
                    words.text(
                            "notice.vessel-too-small",
                            code,
                            words.amount(holds),
                            words.amount(made));
            case Notice.OtherVessel(var code, var expected, var found) ->
                    words.text(
                            "notice.other-vessel", code, words.mass(expected), words.mass(found));
            case Notice.StoodThere(var found) ->
                    words.text("notice.stood-there", words.mass(found));
            case Notice.OtherContainer(var code, var bound, var found) ->
                    words.text(
                            found.compareTo(bound) > 0
                                    ? "notice.container-too-heavy"
                                    : "notice.container-too-light",
                            code,
                            words.mass(bound),
                            words.mass(found));
            case Notice.NotSaved(var reason) ->
                    words.text("notice.not-saved", reason.replaceFirst("\\.$", ""));
        };
    }
}
